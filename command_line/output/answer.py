# SPDX-License-Identifier: GPL-3.0-or-later
"""The answer of a command: plain values, the same for JSON and for words. `answer.schema.json` describes the JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from ...errors import Remedy
from ...jobs.states import State
from ..exit_codes import ExitCode

if TYPE_CHECKING:
    from ...errors import RodinError
    from ...jobs.job import Job

VERSION = 1
"""Of the shape. It grows when something is taken away or means something else; programs must bear new fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What went wrong."""

    code: str
    sentence: str
    remedy: str = Remedy.NONE.value

    @classmethod
    def of_error(cls, error: RodinError) -> Trouble:
        """Return an error as the answer tells it."""
        return cls(code=error.code, sentence=str(error), remedy=error.remedy.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What something costs."""

    credits: float
    """In all."""
    up_to: bool = False
    """It may cost less."""
    count: int = 1
    """Of payments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFacts:
    """How a job stands. Paths are absolute, "" where there is no file."""

    id: str
    name: str
    kind: str
    state: str
    prompt: str
    task: str
    """Rodin's id of it; "" before it was accepted."""
    created_at: float
    """Seconds since the epoch."""
    estimated_credits: float | None
    consumed_credits: float | None
    triangles: int | None
    folder: str
    model: str
    prepared: str
    preview: str
    trouble: Trouble | None
    """Why it ended without a result, or waits."""
    may_resume: bool
    """`fetch` goes on with it, which is free."""

    @classmethod
    def of(cls, job: Job) -> JobFacts:
        """Return a job as the answer tells it."""
        code, sentence = (job.hold_code, job.hold) if job.active else (job.error_code, job.error)
        failed = job.active or job.state in (State.FAILED, State.CANCELLED, State.UNCERTAIN)
        return cls(
            id=job.id,
            name=job.name,
            kind=job.kind.value,
            state=job.state.value,
            prompt=job.prompt,
            task=job.task_uuid,
            created_at=job.created_at,
            estimated_credits=job.estimated_credits,
            consumed_credits=job.consumed_credits,
            triangles=job.triangles,
            folder=str(job.folder),
            model=str(job.model_path or ""),
            prepared=str(job.prepared_path or ""),
            preview=str(job.preview_path or ""),
            trouble=Trouble(code=code, sentence=sentence, remedy=job.remedy.value) if failed and sentence else None,
            may_resume=job.may_resume,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptProp:
    """A prop in the library."""

    name: str
    project: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a command. What does not belong to the command is None, "" or empty."""

    command: str = ""
    exit_code: ExitCode = ExitCode.DONE
    trouble: Trouble | None = None
    said: tuple[str, ...] = ()
    """Sentences: what was done, and what is worth knowing of it."""
    price: Cost | None = None
    """What it costs, or would cost (`--dry-run`)."""
    jobs: tuple[JobFacts, ...] = ()
    output: str = ""
    """Absolute path of the file that was written."""
    report: str = ""
    """Absolute path of the report that was written."""
    balance: float | None = None
    """Credits that are left."""
    library: str = ""
    """Absolute path of its folder."""
    props: tuple[KeptProp, ...] = ()
    go_on: str = ""
    """What to type to go on, without the name of the program: “fetch 1f2e3d4c5b6a7980”."""

    def with_error(self, error: RodinError, exit_code: ExitCode) -> Answer:
        """Return the answer of a command that ended over an error."""
        return replace(self, exit_code=exit_code, trouble=Trouble.of_error(error))

    def with_interrupt(self, sentence: str) -> Answer:
        """Return the answer of a command that ended over Ctrl+C."""
        return replace(self, exit_code=ExitCode.INTERRUPTED, trouble=Trouble(code="INTERRUPTED", sentence=sentence))

    def to_json(self) -> str:
        """Return it as one line of JSON and its end."""
        values = asdict(self)
        del values["exit_code"]
        head = {"version": VERSION, "command": values.pop("command")}
        end = {"exit_code": int(self.exit_code), "result": self.exit_code.word}
        return json.dumps(head | end | values, ensure_ascii=True) + "\n"

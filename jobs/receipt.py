# SPDX-License-Identifier: GPL-3.0-or-later
"""The receipt: proof in the job's folder that a paid request left, and of what came back.

It is created with room for the answer, marked in place just before the first byte leaves, and filled in place when
the answer is there: that needs no free space and no working ledger. So neither a full disk nor a ledger that lost its
last writes can make us forget a payment or pay twice.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Any

from .. import disk
from ..api.models import Submission
from ..errors import Remedy
from .changes import JobChanges
from .errors import ReceiptUnreadable
from .files import refused_write
from .hold import NO_HOLD, Hold
from .job import Job
from .states import State

_ROOM_BYTES = 32 << 10
_PROMPT_LENGTH = 1_000
_NOT_THERE = (FileNotFoundError, NotADirectoryError)
"""All other errors do not say that there is none."""


class Trace(Enum):
    """What a receipt without an answer says."""

    NONE = auto()
    """There is none."""
    CREATED = auto()
    """Nothing has left yet."""
    LEFT = auto()
    """The paid request may have left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The service said no for certain, or the request never left: where the job goes, and why."""

    to: State
    hold: Hold = NO_HOLD
    failure: JobChanges = field(default_factory=lambda: JobChanges())
    """If it ends there; see ``changes.failure``."""

    def to_dict(self) -> dict[str, Any]:
        """Return it for JSON, as columns of the job's row."""
        return {"to": self.to, "changes": {**self.hold.columns(), **self.failure}}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Refusal":
        """Read back what ``to_dict`` wrote. :raises ValueError, KeyError, TypeError: for anything else."""
        columns = values["changes"]
        remedy = Remedy(columns.get("remedy", Remedy.NONE))
        failed: JobChanges = {}
        if columns.get("error_code"):
            failed = {"error_code": str(columns["error_code"]), "error": str(columns["error"]), "remedy": remedy}
        hold = Hold(
            code=str(columns.get("hold_code", "")),
            sentence=str(columns.get("hold", "")),
            remedy=Remedy.NONE if failed else remedy,
            blocked=bool(columns.get("blocked", False)),
        )
        return cls(to=State(values["to"]), hold=hold, failure=failed)


def _path(job: Job) -> Path:
    return job.folder / f"receipt-{job.attempt}.json"


def create(job: Job) -> None:
    """Write the empty receipt of this attempt to the disk.

    :raises DiskFull, FolderNotWritable: nothing may be sent then.
    """
    try:
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC
        descriptor = disk.patiently(lambda: os.open(_path(job), flags, 0o600))
        try:
            os.write(descriptor, b" " * _ROOM_BYTES)
            disk.sync(descriptor)
        finally:
            os.close(descriptor)
        disk.sync_folder(job.folder)
    except OSError as error:
        discard(job)
        raise refused_write(error, job.folder) from error


def note_departure(job: Job) -> None:
    """Note on the disk that the paid request leaves now.

    :raises DiskFull, FolderNotWritable: nothing may be sent then.
    """
    _overwrite(job, {"left": True})


def write_outcome(job: Job, outcome: Submission | Refusal) -> None:
    """Write what came back into the receipt.

    :raises DiskFull, FolderNotWritable:
    """
    match outcome:
        case Submission():
            values: dict[str, Any] = {
                "task_uuid": outcome.task_uuid,
                "subscription_key": outcome.subscription_key,
                "consumed_credits": outcome.consumed_credits,
                "prompt": outcome.prompt[:_PROMPT_LENGTH],
            }
        case Refusal():
            values = outcome.to_dict()
    _overwrite(job, values)


def _overwrite(job: Job, values: Mapping[str, Any]) -> None:
    text = json.dumps(values, ensure_ascii=False).encode()
    try:
        with disk.patiently(lambda: _path(job).open("r+b")) as file:
            file.write(text.ljust(_ROOM_BYTES))
            file.flush()
            disk.sync(file.fileno())
    except OSError as error:
        raise refused_write(error, job.folder) from error


def remove(job: Job) -> None:
    """Remove the receipt: nothing was paid, and the ledger says so.

    :raises DiskFull, FolderNotWritable:
    """
    try:
        disk.remove(_path(job))
    except OSError as error:
        raise refused_write(error, job.folder) from error


def discard(job: Job) -> None:
    """Remove the receipt if that can be done. One that stays says the same as the ledger."""
    disk.discard(_path(job))


def exists(job: Job) -> bool:
    """Say whether the paid request of this attempt may have left.

    :raises ReceiptUnreadable: nobody knows.
    """
    try:
        _path(job).stat()
    except _NOT_THERE:
        return False
    except OSError as error:
        raise ReceiptUnreadable(job.folder.name) from error
    return True


def read(job: Job) -> Submission | Refusal | Trace:
    """Return what came back to this attempt, or how far it got.

    :raises ReceiptUnreadable: there may be one, but nobody can look.
    """
    try:
        content = disk.patiently(_path(job).read_bytes)
    except _NOT_THERE:
        return Trace.NONE
    except OSError as error:
        raise ReceiptUnreadable(job.folder.name) from error
    if not content.strip():
        return Trace.CREATED
    try:
        values = json.loads(content)
        if "to" in values:
            return Refusal.from_dict(values)
        return Submission(
            task_uuid=str(values["task_uuid"]),
            subscription_key=str(values["subscription_key"]),
            consumed_credits=values["consumed_credits"],
            prompt=str(values["prompt"]),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return Trace.LEFT

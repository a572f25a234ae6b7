# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at every point between two writes, then another worker: paid once, or unknown where it must be."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs import crashpoints
from rodin_props.jobs.accounts import account_id
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.job import NewJob
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from support.fake_blender import fake_prepare
from support.package import command_with_package

DEADLINE_SECONDS = 60.0
NOT_KNOWN = {"submit:before-send", "submit:before-answer"}
"""The request may have left and nobody wrote down what came back."""

SLOW = "[[fault:status.stuck:20]]"
"""It generates long enough for a spare Blender to be started."""

BLENDER_S = {"add:before-row", "add:after-row", "add:after-file", "remove:before-row", "remove:after-row"}
MOMENTS = ("before-commit", "after-commit", "after-file")
ON_REFUSAL = {"submit:after-refusal", "submit:before-refusal", *(f"FAILED:{moment}" for moment in MOMENTS)}
OFF_THE_WAY = set(crashpoints.OF_SEVERAL_FILES) | {
    f"{state}:{moment}" for state in ("QUEUED", "CANCELLED", "IMPORTED", "UNCERTAIN") for moment in MOMENTS
}
LATER = {
    f"{state}:{moment}"
    for state in State
    for moment in ("before-commit", "after-file")
    if state not in {"SUBMITTING", "WAITING"}
}
"""After the payment each move is like the next: one moment of each is enough here."""
ON_THE_WAY = [point for point in crashpoints.POINTS if point not in BLENDER_S | ON_REFUSAL | OFF_THE_WAY | LATER]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How it ended."""

    died: bool
    state: str
    submissions: int
    error_code: str = ""


class Stage:
    """A ledger with one job, and workers run on it one after the other, waited for."""

    def __init__(self, folder: Path, sandbox: Any, root: Path, prepare: tuple[str, ...], prompt: str) -> None:
        self.path = folder / "ledger.sqlite3"
        self.sandbox = sandbox
        self.root = root
        self.account = account_id(sandbox.key, sandbox.base_url)
        ledger = Ledger.open(self.path)
        self.job = ledger.add(
            NewJob(
                account=self.account,
                base_url=sandbox.base_url,
                name=folder.name,
                source="TEXT",
                prompt=prompt,
                folder=make_job_folder(folder / "jobs"),
                prepare_command=prepare,
            )
        )
        ledger.close()

    def work(self, *, die_at: str = "") -> int:
        """Run a worker to its end and return its exit code."""
        command = [sys.executable, "-I", str(self.root / "jobs" / "__main__.py"), "--ledger", str(self.path)]
        command += ["--account", self.account, "--base-url", self.sandbox.base_url]
        command += ["--poll-interval-seconds", "0.05", "--requests-per-minute", "6000"]
        command += ["--makes-levels"] if die_at in crashpoints.OF_LEVELS else []
        line = json.dumps({"api_key": self.sandbox.key})
        environment = {**os.environ, crashpoints.VARIABLE: die_at}
        ended = subprocess.run(command, input=line, text=True, env=environment, timeout=DEADLINE_SECONDS, check=False)
        return ended.returncode

    def outcome(self, died: bool) -> Outcome:
        ledger = Ledger.open(self.path)
        (job,) = ledger.jobs()
        ledger.close()
        prompts = [each["fields"]["prompt"] for each in self.sandbox.record()["submissions"]]
        made = sum(job.name in prompt for prompt in prompts)
        return Outcome(died=died, state=job.state.value, submissions=made, error_code=job.error_code)


@pytest.fixture
def stage(tmp_path: Path, sandbox: Any, root: Path) -> Callable[..., Stage]:
    def make(name: str, prompt: str = "") -> Stage:
        folder = tmp_path / re.sub(r"\W", "-", name)
        folder.mkdir()
        return Stage(folder, sandbox, root, fake_prepare(), f"{folder.name} {prompt}")

    return make


def all_at_once(run: Callable[[str], Outcome], points: list[str]) -> dict[str, Outcome]:
    with ThreadPoolExecutor(4) as pool:
        return dict(zip(points, pool.map(run, points), strict=True))


def test_every_point_in_the_code_is_in_the_list(root: Path) -> None:
    told = "\n".join(path.read_text() for path in (root / "jobs").rglob("*.py"))
    literal = set(re.findall(r'reached\("([^"]+)"\)', told))
    assert literal <= set(crashpoints.POINTS)
    assert {point for point in crashpoints.POINTS if point.partition(":")[0].islower()} <= literal


def test_wherever_the_worker_dies_the_job_is_paid_once_and_arrives(stage: Any) -> None:
    def run(point: str) -> Outcome:
        here = stage(point, SLOW if point.startswith("spare:") else "")
        died = here.work(die_at=point) == -9
        assert here.work() == 0
        return here.outcome(died)

    outcomes = all_at_once(run, ON_THE_WAY)
    assert {point for point in ON_THE_WAY if not outcomes[point].died} == set()
    arrived = {point: outcomes[point] for point in ON_THE_WAY if point not in NOT_KNOWN}
    assert arrived == dict.fromkeys(arrived, Outcome(died=True, state="READY", submissions=1))
    for point in NOT_KNOWN:
        assert (outcomes[point].state, outcomes[point].error_code) == ("UNCERTAIN", "MAYBE_BILLED"), point


def test_wherever_the_worker_dies_over_a_refusal_nothing_is_paid(stage: Any) -> None:
    def run(point: str) -> Outcome:
        here = stage(point, "[[fault:submit.api_no_funds:1]]")
        died = here.work(die_at=point) == -9
        assert here.work() == 0
        return here.outcome(died)

    outcomes = all_at_once(run, sorted(ON_REFUSAL))
    refused = Outcome(died=True, state="FAILED", submissions=0, error_code="NO_CREDITS")
    lost = Outcome(died=True, state="UNCERTAIN", submissions=0, error_code="MAYBE_BILLED")
    assert outcomes == {point: lost if point == "submit:after-refusal" else refused for point in ON_REFUSAL}


def test_dying_over_the_uncertain_changes_nothing(stage: Any) -> None:
    def run(point: str) -> Outcome:
        here = stage(point, "[[fault:billed.close:1]]")
        died = here.work(die_at=point) == -9
        assert here.work() == 0
        return here.outcome(died)

    points = [f"UNCERTAIN:{moment}" for moment in MOMENTS]
    uncertain = Outcome(died=True, state="UNCERTAIN", submissions=1, error_code="MAYBE_BILLED")
    assert all_at_once(run, points) == dict.fromkeys(points, uncertain)


def test_a_ledger_that_lost_its_last_writes_neither_forgets_nor_pays_twice(stage: Any) -> None:
    """As after a power cut on a disk that lied about what it had written."""

    def run(point: str) -> Outcome:
        here = stage(f"lost {point}")
        before = here.path.read_bytes()
        died = here.work(die_at=point) == -9
        here.path.write_bytes(before)
        for side in ("-wal", "-shm"):
            here.path.with_name(here.path.name + side).unlink(missing_ok=True)
        assert here.work() == 0
        return here.outcome(died)

    paid = ["submit:after-answer", "WAITING:after-file", "DOWNLOADING:after-commit", "READY:after-file"]
    sent = ["submit:before-send", "submit:before-answer"]
    unsent = ["submit:after-receipt", "SUBMITTING:after-file", "submit:before-departure"]
    outcomes = all_at_once(run, paid + sent + unsent)
    assert {point: outcomes[point].state for point in paid + unsent} == dict.fromkeys(paid + unsent, "READY")
    assert {point: outcomes[point].submissions for point in paid + unsent} == dict.fromkeys(paid + unsent, 1)
    assert {point: outcomes[point].state for point in sent} == dict.fromkeys(sent, "UNCERTAIN")


_ADDER = """
import sys
from pathlib import Path
path, what = sys.argv[1:]
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.job import NewJob
from rodin_props.jobs.ledger.ledger import Ledger
ledger = Ledger.open(Path(path))
if what == "add":
    folder = make_job_folder(Path(path).parent / "jobs")
    ledger.add(NewJob(account="a", base_url="b", name="new", source="TEXT", folder=folder))
else:
    ledger.remove(what)
"""


@pytest.mark.parametrize("point", sorted(BLENDER_S))
def test_blender_dying_while_it_adds_or_removes_leaves_the_job_whole_or_gone(
    ledger: Ledger, add_job: Any, point: str
) -> None:
    job = add_job(name="old")
    what = "add" if point.startswith("add") else job.id
    command = command_with_package(_ADDER, str(ledger.path), what)
    ended = subprocess.run(command, env={**os.environ, crashpoints.VARIABLE: point}, timeout=60, check=False)
    assert ended.returncode == -9
    again = Ledger.open(ledger.path)
    expected = {
        "add:before-row": ["old"],
        "add:after-row": ["new", "old"],
        "add:after-file": ["new", "old"],
        "remove:before-row": ["old"],
        "remove:after-row": [],
    }
    assert [each.name for each in again.jobs()] == expected[point]
    again.close()


def test_all_states_have_points() -> None:
    assert {f"{state}:after-commit" for state in State} <= set(crashpoints.POINTS)

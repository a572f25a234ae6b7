# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at every point, of whoever gets there, in jobs of all kinds; then a restart.

Paid once at most, and never forgotten.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.crashpoints import OF_LEVELS, OF_SEVERAL_FILES, POINTS, VARIABLE
from rodin_props.jobs.states import State
from rodin_props.jobs.work import Kind
from rodin_props.processes.prepare_request import LEVELS_FILE
from support.waiting import wait_until
from torture import act
from torture.counts import tried
from torture.desk import Desk, submissions

READY, FAILED, UNCERTAIN = {"READY"}, {"FAILED"}, {"UNCERTAIN"}
PASSED_BY = {
    **dict.fromkeys(OF_SEVERAL_FILES, (Kind.PARTS,)),
    **dict.fromkeys(OF_LEVELS, (Kind.GENERATION, Kind.PARTS)),
}
"""Points that only jobs of these kinds pass."""
TRIED = [(point, kind) for point in POINTS for kind in PASSED_BY.get(point, tuple(Kind))]
_STUCK_ONCE = "[[fault:status.stuck:1]]"
_STUCK_LONG = "[[fault:status.stuck:20]]"
_NO_FUNDS = "[[fault:submit.api_no_funds]]"
_NO_ANSWER = "[[fault:billed.close]]"


@dataclass(frozen=True)
class Plan:
    """How a point is reached, and what must be true after the restart."""

    ends: set[str] = field(default_factory=lambda: READY)
    fault: str = ""
    actor: str = "worker"
    charged: int = 1
    may_be_gone: bool = False


def _plan(point: str) -> Plan:
    where, _, moment = point.partition(":")
    match where:
        case "add":
            return Plan(actor="add", may_be_gone=moment == "before-row", charged=0 if moment == "before-row" else 1)
        case "remove":
            return Plan(actor="remove", may_be_gone=True)
        case State.QUEUED:
            return Plan(actor="retry", fault=_NO_FUNDS, ends=FAILED, charged=0)
        case State.GENERATING:
            return Plan(fault=_STUCK_ONCE)
        case State.IMPORTED:
            return Plan(actor="import", ends={"READY", "IMPORTED"})
        case State.CANCELLED:
            return Plan(actor="cancel", ends={"READY", "CANCELLED"}, charged=1)
        case State.FAILED:
            return Plan(fault=_NO_FUNDS, ends=FAILED, charged=0)
        case State.UNCERTAIN:
            return Plan(fault=_NO_ANSWER, ends=UNCERTAIN)
    match point:
        case "submit:before-send":  # nobody can know that nothing left
            return Plan(ends=UNCERTAIN, charged=0)
        case "submit:before-answer":  # it was paid, and the answer died with the worker
            return Plan(ends=UNCERTAIN)
        case "submit:after-refusal":
            return Plan(ends=UNCERTAIN, fault=_NO_FUNDS, charged=0)
        case "submit:before-refusal":
            return Plan(ends=FAILED, fault=_NO_FUNDS, charged=0)
        case "wait:before-generating":
            return Plan(fault=_STUCK_ONCE)
        case "spare:after-start":
            return Plan(fault=_STUCK_LONG)
    return Plan()


@dataclass
class Outcome:
    """What was found after the restart."""

    died: bool
    state: str
    charged: int
    log: str
    has_levels: bool
    """There is something that is taken for levels."""


Outcomes = Mapping[tuple[str, Kind], Callable[[], Outcome]]


class Machine:
    """Where one point is tried."""

    def __init__(self, point: str, kind: Kind, folder: Path, sandbox: Any, root: Path) -> None:
        self.point, self.plan, self.kind, self.root, self.sandbox = point, _plan(point), kind, root, sandbox
        words = f"{kind.lower()} for {point}".replace(":", " ")
        self.prompt = f"{words} {self.plan.fault}".strip()
        self.folder = folder
        self.desk = Desk(folder, base_url=sandbox.base_url, key=sandbox.key)

    def play(self) -> Outcome:
        """Let it die, restart, look."""
        try:
            died = self._die_by_blender() if self.plan.actor != "worker" else self._die_by_worker()
            ledger = self.desk.reopen()
            jobs = ledger.jobs()
            if jobs and not (self.plan.actor == "remove" and jobs[0].state == "CANCELLED"):
                self.desk.run_to_the_end(*jobs)
            state = str(ledger.get(jobs[0].id).state) if jobs else "GONE"
            has_levels = any((job.folder / LEVELS_FILE).exists() for job in jobs)
            return Outcome(died, state, submissions(self.sandbox).get(self.prompt, 0), self.desk.log(), has_levels)
        finally:
            self.desk.close()

    def _die_by_worker(self) -> bool:
        self.desk.add(self.prompt, self.kind)
        self.desk.ensure(die_at=self.point, makes_levels=self.point in OF_LEVELS)
        child = self.desk.supervisor._children[self.desk.account].process
        wait_until(lambda: child.poll() is not None, what=f"the worker's death at {self.point}")
        return child.returncode == -9

    def _die_by_blender(self) -> bool:
        actor, argument = self.plan.actor, f"{self.kind}:{self.prompt}"
        if actor != "add":
            job = self.desk.add(self.prompt, self.kind)
            if actor != "remove" and actor != "cancel":
                self.desk.run_to_the_end(job)
            argument = job.id
        command = [sys.executable, act.__file__, str(self.root), str(self.folder), self.desk.base_url, self.desk.key]
        done = subprocess.run([*command, actor, argument], env={VARIABLE: self.point}, timeout=60, check=False)
        return done.returncode == -9


@pytest.fixture(scope="module")
def outcomes(quick_sandbox: Any, root: Path, tmp_path_factory: Any) -> Iterator[Outcomes]:
    """What became of each point and kind; they are tried beside each other."""
    quick_sandbox.reset()
    quick_sandbox.scenario(bang_files="many")
    with ThreadPoolExecutor(4) as pool:
        folder = tmp_path_factory.mktemp("crash")

        def play(point: str, kind: Kind) -> Outcome:
            return Machine(point, kind, folder / f"{kind}-{point.replace(':', '-')}", quick_sandbox, root).play()

        started = {(point, kind): pool.submit(play, point, kind) for point, kind in TRIED}
        yield {key: future.result for key, future in started.items()}


@pytest.mark.parametrize(("point", "kind"), TRIED)
def test_death_at_every_point(point: str, kind: Kind, outcomes: Outcomes) -> None:
    outcome, plan = outcomes[point, kind](), _plan(point)
    tried(f"crash points, {kind.lower()}")
    assert outcome.died, "the point was not reached"
    assert outcome.charged <= 1, "paid twice"
    assert not outcome.has_levels, "nobody has put them in their place"
    if plan.may_be_gone:
        assert outcome.state in {"GONE", "CANCELLED"}
        return
    assert outcome.state in plan.ends
    if plan.actor != "cancel":
        assert outcome.charged == plan.charged
    assert "Traceback" not in outcome.log

# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting, seeing and stopping workers, with real processes and no service to speak to."""

import errno
import fcntl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.errors import FolderNotWritable
from rodin_props.jobs.accounts import worker_lock_path, worker_stop_path
from rodin_props.jobs.errors import LocksMissing, PythonMissing
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.worker.supervisor import Supervisor, WorkerSettings
from rodin_props.processes.children import command_of
from support.clock import Clock
from support.process_state import environment_of
from support.waiting import wait_until

ACCOUNT = "0123456789abcdef"
NOWHERE = "http://127.0.0.1:9/api/v2"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def supervisor(ledger: Ledger) -> Iterator[Supervisor]:
    made = Supervisor(ledger.path, [sys.executable], has_work=ledger.has_work)
    yield made
    made.stop_all(wait_seconds=5.0)


def ensure(supervisor: Supervisor, key: str = "some-key") -> None:
    supervisor.ensure(account=ACCOUNT, api_key=key, base_url=NOWHERE, settings=WorkerSettings())


def pids(supervisor: Supervisor) -> list[int]:
    return [child.process.pid for child in supervisor._children.values()]


def test_without_work_nothing_is_started(supervisor: Supervisor, ledger: Ledger, add_job: Any) -> None:
    ensure(supervisor)
    ledger.cancel(add_job().id)
    ensure(supervisor)
    assert not supervisor.alive(ACCOUNT)


def test_without_a_ledger_none_is_made(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path / "none" / "ledger.sqlite3", [sys.executable], has_work=lambda account: False)
    ensure(supervisor)
    assert not (tmp_path / "none").exists()
    assert supervisor.stop_all()


def test_without_a_python_it_is_said_as_soon_as_there_is_work(ledger: Ledger, add_job: Any) -> None:
    supervisor = Supervisor(ledger.path, [], has_work=ledger.has_work)
    ensure(supervisor)
    add_job()
    with pytest.raises(PythonMissing, match="where its Python is"):
        ensure(supervisor)
    assert isinstance(supervisor.problem(ACCOUNT), PythonMissing)


def test_with_work_one_worker_lives_however_often_it_is_asked_for(supervisor: Supervisor, add_job: Any) -> None:
    add_job()
    ensure(supervisor)
    first = pids(supervisor)
    for _ in range(50):
        ensure(supervisor)
        assert supervisor.alive(ACCOUNT)
    assert pids(supervisor) == first


def test_the_command_of_the_running_blender_is_written_down_when_it_is_another(
    supervisor: Supervisor, ledger: Ledger
) -> None:
    def noted(*command: str) -> str:
        settings = WorkerSettings(prepare_command=command)
        supervisor.ensure(account=ACCOUNT, api_key="key", base_url=NOWHERE, settings=settings)
        return path.read_text("utf-8") if path.is_file() else ""

    path = ledger.path.parent / "prepare-command.json"
    assert noted() == ""
    assert noted("/blender/椅子", "--") == '["/blender/椅子", "--"]'
    path.unlink()
    assert noted("/blender/椅子", "--") == "", "once is enough"
    assert noted("/another") == '["/another"]'
    path.unlink()
    path.mkdir()
    (path / "in the way").touch()
    noted("/a third")  # a job can do without


def test_another_blender_s_worker_is_as_good(supervisor: Supervisor, ledger: Ledger, add_job: Any) -> None:
    add_job()
    ensure(supervisor)
    lock = ledger.path.parent / "workers" / f"{ACCOUNT}.lock"
    wait_until(lambda: lock.exists() and lock.read_text(), what="the lock")
    other = Supervisor(ledger.path, [sys.executable], has_work=ledger.has_work)
    assert other.alive(ACCOUNT)
    ensure(other)
    assert pids(other) == []
    assert other.stop(ACCOUNT, wait_seconds=5.0), "it can stop what it did not start"
    wait_until(lambda: not supervisor.alive(ACCOUNT), what="the end, as its starter sees it")


def test_of_two_workers_in_a_race_one_leaves_quietly(ledger: Ledger, add_job: Any) -> None:
    add_job()
    racers = [Supervisor(ledger.path, [sys.executable], has_work=ledger.has_work) for _ in range(2)]
    for racer in racers:
        racer._start(ACCOUNT, "some-key", NOWHERE, WorkerSettings())
    children = [next(iter(racer._children.values())).process for racer in racers]
    wait_until(lambda: any(child.poll() is not None for child in children), what="the loser")
    assert sorted(child.poll() is None for child in children) == [False, True]
    assert next(child.returncode for child in children if child.returncode is not None) == 0
    assert racers[0].stop_all(wait_seconds=5.0)


def test_a_killed_worker_is_followed_by_another(supervisor: Supervisor, add_job: Any) -> None:
    add_job()
    ensure(supervisor)
    wait_until(lambda: supervisor._children[ACCOUNT].had_lock or not supervisor.alive(ACCOUNT), what="the lock")
    child = supervisor._children[ACCOUNT].process
    child.kill()

    def followed() -> bool:
        ensure(supervisor)
        return bool(pids(supervisor)) and pids(supervisor) != [child.pid]

    wait_until(followed, what="the next worker")
    assert child.returncode is not None, "no zombie is left"


def test_a_worker_that_cannot_begin_is_not_started_again_and_again(ledger: Ledger, add_job: Any, clock: Clock) -> None:
    add_job()
    supervisor = Supervisor(ledger.path, ["/no/such/python"], has_work=ledger.has_work, clock=clock)
    pauses = []
    for _ in range(9):
        began = clock.now
        failures = supervisor._failures.get(ACCOUNT, 0)
        while supervisor._failures.get(ACCOUNT, 0) == failures:
            ensure(supervisor)
            clock.now += 0.5
        pauses.append(clock.now - began)
    assert pauses == sorted(pauses)
    assert 55.0 <= pauses[-1] <= 61.0
    problem = supervisor.problem(ACCOUNT)
    assert problem is not None
    assert str(problem).endswith("its log says more.")


def test_stopping_does_not_wait_unless_told_to(supervisor: Supervisor, add_job: Any) -> None:
    add_job()
    ensure(supervisor)
    supervisor.stop(ACCOUNT)
    wait_until(lambda: supervisor.stop(ACCOUNT), what="the end")
    assert not supervisor.alive(ACCOUNT)


def test_the_key_is_on_no_command_line_and_in_no_environment(
    supervisor: Supervisor, add_job: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RODIN_API_KEY", "very-secret-key")
    add_job()
    ensure(supervisor, key="very-secret-key")
    (pid,) = pids(supervisor)
    command = wait_until(lambda: command_of(pid), what="the command line")
    assert "__main__.py" in command
    assert "very-secret-key" not in command
    assert "very-secret-key" not in environment_of(pid)


def test_a_worker_without_a_key_says_what_is_missing(supervisor: Supervisor, ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    ensure(supervisor, key="")
    held = wait_until(lambda: ledger.get(job.id).blocked and ledger.get(job.id), what="the hold")
    assert held.hold_code == "KEY_UNUSABLE"


def test_help_is_given_without_a_blender(root: Path) -> None:
    command = [sys.executable, "-I", str(root / "jobs" / "__main__.py"), "--help"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, cwd="/")
    assert "--ledger" in told.stdout


def test_where_no_file_can_be_locked_the_artist_reads_why_nothing_happens(
    supervisor: Supervisor, ledger: Ledger, add_job: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_job()
    worker_lock_path(ledger.path, ACCOUNT).parent.mkdir()
    worker_lock_path(ledger.path, ACCOUNT).touch()

    def no_locks(*arguments: Any) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    with monkeypatch.context() as drive:
        drive.setattr(fcntl, "flock", no_locks)
        for _ in range(3):
            with pytest.raises(LocksMissing):
                ensure(supervisor)
        assert pids(supervisor) == []
        assert not supervisor.alive(ACCOUNT)
        assert isinstance(supervisor.problem(ACCOUNT), LocksMissing)
        assert supervisor.stop_all()
    ensure(supervisor)
    assert len(pids(supervisor)) == 1
    assert supervisor.problem(ACCOUNT) is None


def test_a_request_to_stop_that_cannot_be_taken_back_is_a_sentence(
    supervisor: Supervisor, ledger: Ledger, add_job: Any
) -> None:
    add_job()
    worker_stop_path(ledger.path, ACCOUNT).mkdir(parents=True)
    with pytest.raises(FolderNotWritable):
        ensure(supervisor)
    assert pids(supervisor) == []


def test_a_worker_finishes_what_removing_a_job_left_behind(
    supervisor: Supervisor, ledger: Ledger, add_job: Any
) -> None:
    removed, job = add_job(), add_job()
    ledger.remove(removed.id)
    removed.folder.mkdir()
    (removed.folder / "removed.json").write_text("{}")
    (removed.folder / "model.glb").write_bytes(b"was open somewhere")
    ensure(supervisor)
    wait_until(lambda: not removed.folder.exists(), what="the worker to remove it")
    assert job.folder.exists()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Deaths from outside, broken ledgers, jumping clocks, rivals: what was paid for is there afterwards."""

import os
import shutil
import signal
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.errors import LedgerUnusable
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.ledger.schema import SCHEMA_VERSION
from support.fake_blender import fake_prepare
from support.waiting import wait_until
from torture.counts import tried
from torture.desk import Desk, submissions


def started(job: Any) -> int:
    """The process id of the job's background Blender, once it is at work; the file is gone after this."""
    path = job.folder / "started"
    text: str = wait_until(lambda: path.exists() and path.read_text(), what="the background Blender")
    path.unlink()
    return int(text)


@pytest.mark.parametrize("victims", ["background Blender", "worker", "both"])
def test_death_of_the_background_blender_of_the_worker_and_of_both(victims: str, desk: Desk, sandbox: Any) -> None:
    job = desk.add(prepare_command=fake_prepare("slow"))
    desk.ensure()
    child = started(job)
    if victims != "background Blender":
        desk.kill_worker()
    if victims != "worker":
        os.kill(child, signal.SIGKILL)
    (done,) = desk.run_to_the_end(job)
    assert (done.state, done.error) == ("READY", "")
    assert submissions(sandbox) == {"a chair": 1}
    tried("deaths from outside")


@pytest.mark.parametrize("mode", ["segfault", "eat-memory"])
def test_an_importer_that_always_crashes_fails_the_job_which_can_be_tried_again(
    mode: str, desk: Desk, sandbox: Any
) -> None:
    job = desk.add(prepare_command=fake_prepare(mode))
    (failed,) = desk.run_to_the_end(job)
    assert (failed.state, failed.error_code) == ("FAILED", "PREPARATION_FAILED")
    assert failed.may_prepare_again
    desk.ledger.prepare_again(job.id, prepare_command=fake_prepare(), blender_version="5.0.1")
    (done,) = desk.run_to_the_end(job)
    assert done.state == "READY"
    assert submissions(sandbox) == {"a chair": 1}
    tried("importers that crash")


def test_an_importer_that_crashed_once_is_tried_again_by_itself(desk: Desk) -> None:
    (done,) = desk.run_to_the_end(desk.add(prepare_command=fake_prepare("segfault-once")))
    assert done.state == "READY"
    tried("importers that crash")


def test_an_importer_that_hangs_ends_with_its_job_and_with_its_worker(desk: Desk) -> None:
    job = desk.add(prepare_command=fake_prepare("hang"))
    desk.ensure()
    wait_until(lambda: (job.folder / "prepare.pid").exists(), what="the background Blender")
    pid = int(wait_until((job.folder / "prepare.pid").read_text))
    desk.ledger.cancel(job.id)
    wait_until(lambda: not Path(f"/proc/{pid}").exists(), seconds=10, what="its end")
    assert desk.ledger.get(job.id).may_resume
    tried("importers that hang")


# --- the ledger's file ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_write_ahead_log_cut_anywhere_never_pays_twice(kept: float, desk: Desk, sandbox: Any) -> None:
    job = desk.add()
    desk.run_to_the_end(job)
    desk.supervisor.stop(desk.account, wait_seconds=5.0)
    log = Path(f"{desk.path}-wal")
    wait_until(lambda: log.exists(), seconds=5)
    # Kept open by this process: the log is still whole beside the file, as at a power cut.
    copy = desk.path.parent.parent / "after"
    shutil.copytree(desk.path.parent, copy / "rodin")
    for each in (copy / "rodin").glob("*-shm"):
        each.unlink()
    cut = copy / "rodin" / log.name
    os.truncate(cut, int(cut.stat().st_size * kept))
    for record in (copy / "rodin" / "jobs").glob("*/job.json"):
        text = record.read_text().replace(str(desk.path.parent), str(copy / "rodin"))
        record.write_text(text)
    after = Desk(copy, base_url=sandbox.base_url, key=sandbox.key)
    try:
        # The rows still name the folder they were made in, which is where the receipts are, too.
        (done,) = after.run_to_the_end(*after.ledger.jobs())
        assert done.state == "READY", after.ledger.events(done.id)
    finally:
        after.close()
    assert submissions(sandbox) == {"a chair": 1}
    tried("write-ahead logs cut")


@pytest.mark.parametrize("damage", ["header", "middle", "zeroes", "text", "empty", "gone"])
def test_a_damaged_ledger_is_kept_and_written_again_from_the_folders(damage: str, desk: Desk, sandbox: Any) -> None:
    jobs = [desk.add(f"a chair {number}") for number in range(3)]
    desk.run_to_the_end(*jobs)
    desk.supervisor.stop(desk.account, wait_seconds=5.0)
    desk.ledger.close()
    for side in ("-wal", "-shm"):
        Path(f"{desk.path}{side}").unlink(missing_ok=True)
    data = bytearray(desk.path.read_bytes())
    match damage:
        case "header":
            data[:100] = os.urandom(100)
        case "middle":
            data[4096:] = os.urandom(len(data) - 4096)
        case "zeroes":
            data[:] = bytes(len(data))
        case "text":
            data[:] = b"<!DOCTYPE html>" * 100
        case "empty":
            data.clear()
    if damage == "gone":
        desk.path.unlink()
    else:
        desk.path.write_bytes(data)
    ledger = desk.reopen()
    assert {job.id for job in ledger.jobs()} == {job.id for job in jobs}
    assert {str(job.state) for job in ledger.jobs()} == {"READY"}
    assert any("nothing is paid twice" in sentence for sentence in ledger.notices.all())
    if damage not in {"gone", "empty"}:
        assert list(desk.path.parent.glob("*.corrupt-*"))
    desk.run_to_the_end(*ledger.jobs())
    assert sum(submissions(sandbox).values()) == 3
    tried("ledgers damaged")


def test_a_ledger_of_a_newer_add_on_is_refused_and_not_touched(desk: Desk) -> None:
    desk.add()
    desk.ledger.close()
    with sqlite3.connect(desk.path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = desk.path.read_bytes()
    with pytest.raises(LedgerUnusable, match="newer version"):
        Ledger.open(desk.path)
    assert desk.path.read_bytes() == before
    assert not list(desk.path.parent.glob("*.corrupt-*"))
    tried("ledgers damaged")


# --- clocks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [-10 * 365 * 86400, -3600, 3600, 10 * 365 * 86400])
def test_a_wall_clock_that_jumps_while_a_job_runs(seconds: int, desk: Desk, sandbox: Any, tmp_path: Path) -> None:
    """Everything the ledger remembers is moved by the jump, which is what a worker sees after the clock was set."""
    job = desk.add("a chair [[fault:status.stuck:3]]")
    desk.ensure()
    wait_until(lambda: desk.ledger.get(job.id).state == "GENERATING", what="the generation")
    desk.kill_worker()
    with desk.ledger.transaction() as connection:
        connection.execute(
            "UPDATE jobs SET created_at = created_at + ?, submitted_at = submitted_at + ?", (seconds,) * 2
        )
        connection.execute("UPDATE jobs SET resumable_until = resumable_until + ?", (seconds,))
        connection.execute("UPDATE sends SET at = at + ?", (seconds,))
        connection.execute("UPDATE pauses SET recorded_at = recorded_at + ?, until = until + ?", (seconds,) * 2)
    (done,) = desk.run_to_the_end(job)
    assert done.state == "READY"
    assert list(submissions(sandbox).values()) == [1]
    tried("clocks set")


def test_a_machine_that_slept_for_an_hour(desk: Desk, sandbox: Any) -> None:
    """The worker is frozen, and an hour passes at the service: links and patience are another matter then."""
    job = desk.add("a chair [[fault:status.stuck:2]]")
    desk.ensure()
    wait_until(lambda: desk.ledger.get(job.id).state == "GENERATING", what="the generation")
    pid = desk.worker_pid()
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    sandbox.scenario(advance_seconds=3600)
    os.kill(pid, signal.SIGCONT)
    (done,) = desk.run_to_the_end(job)
    assert done.state == "READY"
    assert list(submissions(sandbox).values()) == [1]
    tried("machines asleep")


# --- rivals --------------------------------------------------------------------------------------------------------


def test_two_blenders_share_one_worker(desk: Desk, sandbox: Any) -> None:
    other = desk.another_supervisor()
    jobs = [desk.add(f"a chair {number}") for number in range(6)]
    for _ in range(20):
        desk.ensure()
        desk.ensure(other)
    assert sum(len(each._children) for each in (desk.supervisor, other)) <= 2
    done = desk.run_to_the_end(*jobs)
    assert {str(job.state) for job in done} == {"READY"}
    assert sorted(submissions(sandbox).values()) == [1] * 6
    tried("rivals")


def test_workers_that_race_for_an_account_pay_once(desk: Desk, sandbox: Any) -> None:
    rivals = [desk.another_supervisor() for _ in range(5)]
    jobs = [desk.add(f"a chair {number}") for number in range(6)]
    threads = [threading.Thread(target=desk.ensure, args=(each,)) for each in rivals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done = desk.run_to_the_end(*jobs)
    assert {str(job.state) for job in done} == {"READY"}
    assert sorted(submissions(sandbox).values()) == [1] * 6
    for each in rivals:
        each.stop_all(wait_seconds=5.0)
    tried("rivals", 5)

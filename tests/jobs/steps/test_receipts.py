# SPDX-License-Identifier: GPL-3.0-or-later
"""The receipt is on the disk before anything leaves, and what cannot be read of it is not guessed."""

import errno
import fcntl
import io
import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.models import Submission
from rodin_props.jobs import receipt
from rodin_props.jobs.errors import ReceiptUnreadable
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from rodin_props.jobs.steps import recipe
from support.jobs.stand_ins import answers, never

ACCEPTED = Submission(task_uuid="task", subscription_key="subscription", consumed_credits=0.5)
RECEIPT = "receipt-1.json"


def test_on_macos_all_is_on_the_disk_itself_before_the_first_byte_leaves(
    ledger: Ledger, add_job: Any, tools: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = add_job()
    order: list[tuple[str, str, bool]] = []

    def state() -> str:
        connection = sqlite3.connect(ledger.path)
        (word,) = connection.execute("SELECT state FROM jobs WHERE id = ?", (job.id,)).fetchone()
        connection.close()
        return str(word)

    def note(descriptor: int, command: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        marked = path.is_file() and b"left" in path.read_bytes()
        order.append((path.name, state(), marked))

    def submit(request: Any) -> Any:
        order.append(("first byte", state(), True))
        kept = {name: ledger.rows(f"PRAGMA {name}")[0][0] for name in ("fullfsync", "checkpoint_fullfsync")}
        assert kept == {"fullfsync": 1, "checkpoint_fullfsync": 1}
        assert ledger.rows("PRAGMA synchronous")[0][0] == 2, "FULL: the row was on the disk when the move returned"
        return ACCEPTED

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", note)
    made = tools(submit=submit)
    recipe.submit.submit(job, made)
    assert order == [
        (RECEIPT, "QUEUED", False),
        (job.id, "QUEUED", False),
        (RECEIPT, "SUBMITTING", True),
        ("first byte", "SUBMITTING", True),
        (RECEIPT, "SUBMITTING", False),
    ]


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that lets a job's receipt be unreadable, or readable again."""
    real_open, real_stat = io.open, os.stat
    refused = True

    def refuse(path: Any) -> None:
        if refused and not isinstance(path, int) and os.fspath(path).endswith(RECEIPT):
            raise OSError(errno.EIO, os.strerror(errno.EIO), os.fspath(path))

    def opened(path: Any, *more: Any, **options: Any) -> Any:
        refuse(path)
        return real_open(path, *more, **options)

    def looked_at(path: Any, *more: Any, **options: Any) -> Any:
        refuse(path)
        return real_stat(path, *more, **options)

    def set_refused(value: bool) -> None:
        nonlocal refused
        refused = value

    monkeypatch.setattr(io, "open", opened)
    monkeypatch.setattr(os, "stat", looked_at)
    return set_refused


def sent_and_answered(ledger: Ledger, job: Any) -> None:
    """As a worker leaves it that dies before the ledger has the answer."""
    receipt.create(job)
    ledger.move(job.id, State.SUBMITTING, submitted_at=1.0)
    receipt.note_departure(job)
    receipt.write_outcome(job, ACCEPTED)


def test_a_job_whose_receipt_cannot_be_read_now_waits_for_it(
    ledger: Ledger, add_job: Any, tools: Any, unreadable: Any
) -> None:
    unreadable(False)
    job = add_job()
    sent_and_answered(ledger, job)
    unreadable(True)
    made = tools(submit=never, status=answers(ReceiptUnreadable("stops here")))
    seen: list[Any] = []

    def look() -> None:
        seen.append(ledger.get(job.id))
        if len(seen) == 2_000:  # days later
            unreadable(False)
        if seen[-1].state == "WAITING":
            made.stop.set()

    made.stop.on_wait = look
    recipe.run(job.id, made)
    assert {(now.state, now.hold_code) for now in seen[:2_000]} == {("SUBMITTING", "RECEIPT_UNREADABLE")}
    assert sum(made.stop.waits[:2_000]) > 24 * 3600.0, "it is not asked for all the time"
    assert (ledger.get(job.id).state, ledger.get(job.id).task_uuid) == ("WAITING", "task")


def test_a_queued_job_is_not_sent_as_long_as_nobody_knows_whether_it_was(
    ledger: Ledger, add_job: Any, tools: Any, unreadable: Any
) -> None:
    job = add_job()
    recipe.run(job.id, tools(submit=never))
    now = ledger.get(job.id)
    assert (now.state, now.hold_code, now.submitted_at) == ("QUEUED", "RECEIPT_UNREADABLE", None)
    unreadable(False)
    recipe.submit.submit(now, tools())
    assert (ledger.get(job.id).state, ledger.get(job.id).hold) == ("WAITING", "")


def test_resuming_a_job_whose_receipt_cannot_be_read_says_so(ledger: Ledger, add_job: Any, unreadable: Any) -> None:
    unreadable(False)
    job = add_job()
    sent_and_answered(ledger, job)
    ledger.cancel(job.id)
    unreadable(True)
    with pytest.raises(ReceiptUnreadable, match=job.id):
        ledger.resume(job.id)
    assert ledger.get(job.id).state == "CANCELLED"
    unreadable(False)
    assert ledger.resume(job.id).state == "WAITING"


def test_a_folder_that_is_gone_holds_no_receipt(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    for path in job.folder.iterdir():
        path.unlink()
    job.folder.rmdir()
    assert not receipt.exists(job)
    assert receipt.read(job) is receipt.Trace.NONE
    job.folder.write_text("a file in its place")
    assert not receipt.exists(job)
    assert receipt.read(job) is receipt.Trace.NONE

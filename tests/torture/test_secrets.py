# SPDX-License-Identifier: GPL-3.0-or-later
"""The key, the subscription keys and the signed links are where they must be, and nowhere else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from support.waiting import wait_until
from torture.counts import tried
from torture.desk import Desk
from torture.trial import KEY, Trials

_SIGNATURE = re.compile(rb"X-Tos-Signature=[0-9a-f]{8}")
_MAY_HOLD_SUBSCRIPTION_KEYS = re.compile(r"ledger\.sqlite3(-wal|-shm)?|job\.json(\..*tmp)?|receipt-\d+\.json")


def files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Everything below a folder."""
    for path in folder.rglob("*"):
        if path.is_file():
            tried("files searched for secrets")
            yield path, path.read_bytes()


def test_no_file_holds_the_key_or_a_link_after_all_faults(trials: Trials) -> None:
    for path, content in files(trials.folder):
        assert KEY.encode() not in content, path
        assert not _SIGNATURE.search(content), path


def test_the_logs_were_at_their_most_talkative(trials: Trials) -> None:
    assert " DEBUG " in trials.log


def test_subscription_keys_stay_in_the_ledger_and_the_job_s_own_record(trials: Trials) -> None:
    keys = [each.job.subscription_key.encode() for each in trials.of.values() if each.job.subscription_key]
    assert len(keys) > 100
    alternatives = re.compile(b"|".join(re.escape(key) for key in keys))
    for path, content in files(trials.folder):
        if not _MAY_HOLD_SUBSCRIPTION_KEYS.fullmatch(path.name):
            assert not alternatives.search(content), path


def test_all_of_it_is_closed_to_others(trials: Trials) -> None:
    for path in trials.folder.rglob("*"):
        if _MAY_HOLD_SUBSCRIPTION_KEYS.fullmatch(path.name) or path.name.startswith("worker-"):
            assert path.stat().st_mode & 0o077 == 0, path


def test_the_key_went_to_the_service_alone(trials: Trials) -> None:
    assert any(each["has_authorization"] for each in trials.requests if each["port"] == "api")
    for each in trials.requests:
        if each["port"] != "api" or each["path"].endswith("/elsewhere"):
            assert not each["has_authorization"], each["path"]


def test_no_process_shows_the_key(sandbox: Any, tmp_path: Path) -> None:
    key = "key-in-no-process-list"
    sandbox.scenario(keys=[key])
    desk = Desk(tmp_path, base_url=sandbox.base_url, key=key)
    try:
        job = desk.add("a chair [[fault:status.stuck]]")
        desk.ensure()
        wait_until(lambda: desk.ledger.get(job.id).state == "GENERATING", what="the generation")
        worker = desk.worker_pid()
        shown = b""
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                shown += (folder / "cmdline").read_bytes()
                shown += (folder / "environ").read_bytes() if folder.name == str(worker) else b""
            except OSError:
                continue
            tried("processes searched for secrets")
        assert desk.account.encode() in shown, "the worker is among them"
        assert key.encode() not in shown
        assert desk.ledger.get(job.id).subscription_key.encode() not in shown
    finally:
        desk.close()
        sandbox.reset()

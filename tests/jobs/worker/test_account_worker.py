# SPDX-License-Identifier: GPL-3.0-or-later
"""One account's worker inside this process, whose folder does not do as it is told."""

import os
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rodin_props import disk
from rodin_props.api.errors import FolderNotWritable
from rodin_props.jobs.accounts import worker_stop_path
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.steps.tools import Timing
from rodin_props.jobs.worker.account_worker import AccountWorker
from support.jobs.stand_ins import never
from support.windows_files import FOR_EVER, WindowsFiles

ACCOUNT = "0123456789abcdef"


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> WindowsFiles:
    monkeypatch.setattr(disk, "time", SimpleNamespace(sleep=lambda seconds: None))
    made = WindowsFiles(failures=FOR_EVER)
    made.install(monkeypatch.setattr)
    return made


@pytest.fixture
def stop_file(ledger: Ledger) -> Path:
    path = worker_stop_path(ledger.path, ACCOUNT)
    path.parent.mkdir()
    return path


def worker(ledger: Ledger) -> AccountWorker:
    return AccountWorker(
        ledger,
        account=ACCOUNT,
        api_key="some-key",
        base_url="http://127.0.0.1:9/api/v2",
        transport=SimpleNamespace(open=never),  # type: ignore[arg-type]
        timing=Timing(),
        parallel_jobs=1,
        stop=threading.Event(),
    )


def test_a_worker_that_cannot_take_back_the_request_to_stop_says_so(
    ledger: Ledger, stop_file: Path, windows: WindowsFiles
) -> None:
    stop_file.touch()
    with pytest.raises(FolderNotWritable):
        worker(ledger)


def test_a_worker_stops_although_the_request_to_stop_is_held(
    ledger: Ledger, stop_file: Path, windows: WindowsFiles
) -> None:
    made = worker(ledger)
    stop_file.touch()
    made.run()
    assert windows.refused.total()
    assert stop_file.exists()


def test_a_worker_that_cannot_look_for_a_request_to_stop_works_on(
    ledger: Ledger, stop_file: Path, add_job: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = worker(ledger)
    real = os.stat

    def refuse(path: Any, *more: Any, **options: Any) -> Any:
        if path == stop_file:
            raise PermissionError(13, "Permission denied")
        return real(path, *more, **options)

    monkeypatch.setattr(os, "stat", refuse)
    made.run()  # to its end, as there is nothing to do

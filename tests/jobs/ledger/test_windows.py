# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger and the jobs' folders on Windows, where nothing goes away while somebody has it open."""

import ctypes
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rodin_props import disk
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.locks import FileLock
from rodin_props.jobs.worker.supervisor import Supervisor, WorkerSettings
from support.windows_files import WindowsFiles


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> WindowsFiles:
    monkeypatch.setattr(disk, "time", SimpleNamespace(sleep=lambda seconds: None))
    made = WindowsFiles()
    made.install(monkeypatch.setattr)
    return made


def test_no_folder_is_made_that_windows_would_close_to_the_artist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[int] = []
    real = os.mkdir

    def mkdir(path: Any, mode: int = 0o777, **options: Any) -> None:
        modes.append(mode)
        real(path, mode, **options)

    def make_all(folder: Path) -> None:
        make_job_folder(folder / "jobs")
        assert FileLock(folder / "workers" / "account.lock").acquire()
        Ledger.open(folder / "rodin" / "ledger.sqlite3").close()

    monkeypatch.setattr(os, "mkdir", mkdir)
    make_all(tmp_path / "posix")
    assert 0o700 in modes
    modes.clear()
    monkeypatch.setattr(sys, "platform", "win32")
    kernel = SimpleNamespace(GetDriveTypeW=lambda root: 3)  # a disk of this computer
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    make_all(tmp_path / "windows")
    assert set(modes) == {0o777}


def damage_header(path: Path) -> None:
    path.write_bytes(b"\0" * 200 + path.read_bytes()[200:])


def test_a_damaged_ledger_can_be_put_aside_beside_a_supervisor(
    ledger: Ledger, add_job: Any, windows: WindowsFiles
) -> None:
    job = add_job()
    supervisor = Supervisor(ledger.path, ["/no/such/python"], has_work=ledger.has_work)
    supervisor.ensure(account=job.account, api_key="k", base_url=job.base_url, settings=WorkerSettings())
    ledger.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    damage_header(ledger.path)
    ledger.rows("PRAGMA shrink_memory")
    ledger.heal()
    assert [each.id for each in ledger.jobs()] == [job.id]
    assert windows.refused.total() == 0
    assert supervisor.problem(job.account) is None

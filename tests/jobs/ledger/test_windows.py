# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger and the jobs' folders on Windows, where nothing goes away while somebody has it open."""

import ctypes
import errno
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rodin_props import disk
from rodin_props.api.errors import FolderNotWritable
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.ledger import job_table
from rodin_props.jobs.ledger.abandoned import remove_abandoned
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.locks import FileLock
from rodin_props.jobs.states import State
from rodin_props.jobs.worker.supervisor import Supervisor, WorkerSettings
from support.windows_files import FOR_EVER, WindowsFiles


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


def test_a_removed_job_s_open_files_are_left_to_the_worker(ledger: Ledger, add_job: Any, windows: WindowsFiles) -> None:
    job, other = add_job(), add_job()
    (job.folder / "textures").mkdir()
    (job.folder / "textures" / "wood.png").write_bytes(b"wood")
    model = job.folder / "model.glb"
    model.write_bytes(b"glTF")
    with model.open("rb"):
        ledger.remove(job.id)
        assert [each.id for each in ledger.jobs()] == [other.id]
        assert {path.name for path in job.folder.iterdir()} == {"model.glb", "removed.json"}
        assert remove_abandoned(ledger) == 0
        assert model.exists()
        ledger.close()
        ledger.path.unlink()
        again = Ledger.open(ledger.path)
        assert [each.id for each in again.jobs()] == [other.id], "what was removed is not adopted"
    assert remove_abandoned(again) == 1
    assert not job.folder.exists()
    assert other.folder.exists()
    again.close()


def test_a_job_that_is_removed_while_its_worker_writes_its_record_does_not_come_back(
    ledger: Ledger, add_job: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = add_job()
    blender = Ledger.open(ledger.path)

    def remove(point: str) -> None:
        if point == "SUBMITTING:after-commit":
            blender.remove(job.id)
            job.folder.mkdir()  # as it stays on Windows

    monkeypatch.setattr(job_table, "reached", remove)
    ledger.move(job.id, State.SUBMITTING)
    assert remove_abandoned(ledger) == 1
    blender.close()


def test_a_job_that_goes_on_after_all_keeps_its_folder(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    (job.folder / "job.json").rename(job.folder / "removed.json")  # Blender died here, before the row was deleted
    assert remove_abandoned(ledger) == 0
    ledger.cancel(job.id)
    ledger.close()
    ledger.path.unlink()
    again = Ledger.open(ledger.path)
    assert [each.id for each in again.jobs()] == [job.id]
    assert remove_abandoned(again) == 0
    again.close()


def test_a_job_whose_record_is_held_stays_and_says_so(ledger: Ledger, add_job: Any, windows: WindowsFiles) -> None:
    job = add_job()
    ledger.cancel(job.id)
    windows.failures, windows.only = FOR_EVER, r"replace job\.json"
    with pytest.raises(FolderNotWritable, match=job.id):
        ledger.remove(job.id)
    assert [each.id for each in ledger.jobs()] == [job.id]
    windows.only = "nothing"
    ledger.remove(job.id)
    assert ledger.jobs() == ()
    assert not job.folder.exists()


def test_a_record_in_a_folder_that_is_read_only_stays_and_says_so(
    ledger: Ledger, add_job: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = add_job()
    ledger.cancel(job.id)

    def refuse(path: Any, *more: Any, **options: Any) -> Any:
        raise PermissionError(errno.EACCES, "read-only", os.fspath(path))

    for call in ("replace", "unlink", "rmdir"):
        monkeypatch.setattr(os, call, refuse)
    with pytest.raises(FolderNotWritable):
        ledger.remove(job.id)
    monkeypatch.undo()
    assert [each.id for each in ledger.jobs()] == [job.id]


def test_a_job_whose_folder_is_gone_can_be_removed(ledger: Ledger, add_job: Any) -> None:
    job = add_job()
    ledger.cancel(job.id)
    for path in job.folder.iterdir():
        path.unlink()
    job.folder.rmdir()
    ledger.remove(job.id)
    assert ledger.jobs() == ()
    assert not job.folder.exists()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives that do not bear what a ledger usually needs: network drives, and some that cannot share memory."""

import ctypes
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rodin_props.jobs.drives import network_drive
from rodin_props.jobs.errors import DriveUnfit
from rodin_props.jobs.ledger.ledger import Ledger
from support.package import command_with_package

LOCAL = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw"
WRITE = """
import sys
from pathlib import Path
from rodin_props.jobs.ledger.ledger import Ledger
other = Ledger.open(Path(sys.argv[1]))
other.notices.add("from another process")
other.close()
"""


def journal_mode(ledger: Ledger) -> str:
    return str(ledger.rows("PRAGMA journal_mode")[0][0])


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A function that lets Linux say what kind of drive the folder is on."""
    table = tmp_path / "mountinfo"
    monkeypatch.setattr(network_drive, "_MOUNTS", table)

    def mount(kind: str) -> None:
        folder = str(tmp_path).replace(" ", r"\040")
        table.write_text(f"{LOCAL}\n36 22 0:32 / {folder} rw shared:2 master:1 - {kind} server:/home rw\n")

    return mount


def test_here_the_ledger_has_a_write_ahead_log(ledger: Ledger) -> None:
    assert journal_mode(ledger) == "wal"


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_on_a_network_drive_it_has_none_and_works(kind: str, ledger_path: Path, mounted: Any) -> None:
    mounted(kind)
    ledger = Ledger.open(ledger_path)
    ledger.notices.add("one")
    subprocess.run(command_with_package(WRITE, str(ledger_path)), check=True, timeout=60)
    assert ledger.changed()
    assert ledger.notices.all() == ("one", "from another process")
    assert journal_mode(ledger) == "delete"
    ledger.close()


def test_one_that_was_moved_to_a_network_drive_gives_its_log_up(ledger: Ledger, add_job: Any, mounted: Any) -> None:
    job = add_job()
    mounted("nfs")
    beside = Ledger.open(ledger.path)
    assert journal_mode(beside) == "wal", "as long as somebody uses it"
    assert [each.id for each in beside.jobs()] == [job.id]
    beside.close()
    ledger.close()
    moved = Ledger.open(ledger.path)
    assert journal_mode(moved) == "delete"
    assert [each.id for each in moved.jobs()] == [job.id]
    moved.close()


def test_a_drive_that_refuses_the_log_gets_a_ledger_without(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sqlite3.connect

    def connect(path: Path, **options: Any) -> sqlite3.Connection:
        return real(f"file:{path}?vfs=unix-none", uri=True, **options)  # which cannot share memory

    monkeypatch.setattr(sqlite3, "connect", connect)
    ledger = Ledger.open(ledger_path)
    ledger.notices.add("one")
    assert journal_mode(ledger) == "delete"
    assert ledger.notices.all() == ("one",)
    ledger.close()


@pytest.mark.parametrize("obstacle", [Path.mkdir, lambda path: path.symlink_to(path)], ids=["folder", "link"])
def test_a_drive_that_only_seems_to_bear_the_log_gets_a_ledger_without(obstacle: Any, ledger_path: Path) -> None:
    ledger_path.parent.mkdir()
    obstacle(ledger_path.with_name("ledger.sqlite3-shm"))  # no memory can be shared
    ledger = Ledger.open(ledger_path)
    ledger.notices.add("one")
    assert journal_mode(ledger) == "delete"
    subprocess.run(command_with_package(WRITE, str(ledger_path)), check=True, timeout=60)
    assert ledger.notices.all() == ("one", "from another process")
    ledger.close()


class Unlockable(sqlite3.Connection):
    """As on a drive whose server keeps no locks."""

    def execute(self, statement: str, *more: Any) -> sqlite3.Cursor:
        if statement.startswith(("BEGIN", "SELECT")):
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_IOERR_LOCK, "SQLITE_IOERR_LOCK"
            raise error
        return super().execute(statement, *more)


def test_a_drive_that_bears_no_ledger_at_all_is_a_sentence(
    ledger_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ledger.open(tmp_path / "earlier.sqlite3").close()
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **options: real(path, factory=Unlockable, **options))
    for path in (ledger_path, tmp_path / "earlier.sqlite3"):
        with pytest.raises(DriveUnfit, match=r"SQLITE_IOERR_LOCK.*BLENDER_USER_EXTENSIONS"):
            Ledger.open(path)
        assert not list(path.parent.glob("*.corrupt-*")), "it is not taken for damaged"


def test_linux_s_innermost_mount_counts(tmp_path: Path, mounted: Any) -> None:
    mounted("nfs")
    assert network_drive.is_on_network(tmp_path / "ledger.sqlite3")
    assert not network_drive.is_on_network(tmp_path.parent / "ledger.sqlite3")
    mounted("ext4")
    assert not network_drive.is_on_network(tmp_path / "ledger.sqlite3")
    (tmp_path / "mountinfo").unlink()
    assert not network_drive.is_on_network(tmp_path / "ledger.sqlite3"), "not known"


def test_macos_lists_its_mounts(monkeypatch: pytest.MonkeyPatch) -> None:
    told = b"/dev/disk3s1 on / (apfs, local, journaled)\n//artist@server/home on /Volumes/my home (smbfs, nodev)\n"
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "run", lambda *arguments, **options: SimpleNamespace(stdout=told, returncode=0))
    assert network_drive.is_on_network(Path("/Volumes/my home/ledger.sqlite3"))
    assert not network_drive.is_on_network(Path("/Users/artist/ledger.sqlite3"))


@pytest.mark.parametrize(("kind", "on_network"), [(3, False), (4, True)])
def test_windows_knows_the_kind_of_a_drive(kind: int, on_network: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = SimpleNamespace(GetDriveTypeW=lambda root: kind)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert network_drive.is_on_network(Path("ledger.sqlite3")) is on_network

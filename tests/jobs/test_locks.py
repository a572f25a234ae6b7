# SPDX-License-Identifier: GPL-3.0-or-later
"""Locks between processes: by Linux's means, by Windows' means, and where there are none."""

import errno
import fcntl
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.errors import FolderNotWritable
from rodin_props.jobs import locks
from rodin_props.jobs.drives import system_locks
from rodin_props.jobs.errors import LocksMissing
from support.fake_msvcrt import FakeMsvcrt
from support.package import command_with_package
from support.windows_files import is_open_somewhere

HOLD = """
import sys
from pathlib import Path
from rodin_props.jobs.locks import FileLock
lock = FileLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> FakeMsvcrt:
    """Our locks as they are on Windows."""
    fake = FakeMsvcrt()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        patch.setitem(sys.modules, "msvcrt", fake)
        there: Any = runpy.run_path(system_locks.__file__)
    for name in ("try_lock", "unlock"):
        monkeypatch.setattr(locks, name, there[name])
    return fake


def take_turns(path: Path) -> None:
    """Two want one lock."""
    first, second = locks.FileLock(path), locks.FileLock(path)
    assert not locks.is_held(path)
    assert first.acquire()
    assert first.acquire(), "it is ours already"
    assert locks.is_held(path)
    assert not second.acquire()
    assert not second.acquire_within(0.05)
    assert locks.holder(path) == locks.Holder.this_process()
    assert locks.holder(path).is_near
    first.release()
    assert not locks.is_held(path)
    assert second.acquire()
    second.release()


def test_two_take_turns(tmp_path: Path) -> None:
    take_turns(tmp_path / "folder" / "lock")


def test_two_take_turns_on_windows_where_closing_a_file_does_not_unlock_it(windows: FakeMsvcrt, tmp_path: Path) -> None:
    take_turns(tmp_path / "folder" / "lock")
    assert windows.held == {}


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = command_with_package(HOLD, str(path))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        assert locks.is_held(path)
        found = locks.holder(path)
        assert (found.pid, found.is_near) == (other.pid, True)
        other.kill()
    assert not locks.is_held(path)


@pytest.mark.parametrize("text", ["", "123", "{}", "[]", '{"pid": 1, "more": 2}', '{"pid": "1"}', '{"pid": -1}', "\0"])
def test_a_holder_that_cannot_be_read_is_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / "lock").write_text(text)
    assert locks.holder(tmp_path / "lock") is None


def no_locks(*arguments: Any) -> None:
    raise OSError(errno.ENOLCK, "No locks available")


def assert_says_that_there_are_none(path: Path) -> None:
    with pytest.raises(LocksMissing, match=r"No locks available.*BLENDER_USER_EXTENSIONS"):
        locks.FileLock(path).acquire_within(60.0)
    with pytest.raises(LocksMissing):
        locks.is_held(path)
    assert not is_open_somewhere(path)


def test_a_drive_without_locks_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "flock", no_locks)
    assert_says_that_there_are_none(tmp_path / "lock")


def test_a_drive_without_locks_is_a_sentence_on_windows(windows: FakeMsvcrt, tmp_path: Path) -> None:
    windows.trouble = OSError(errno.ENOLCK, "No locks available")
    assert_says_that_there_are_none(tmp_path / "lock")


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderNotWritable):
        locks.FileLock(tmp_path / "file" / "lock").acquire()

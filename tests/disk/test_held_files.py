# SPDX-License-Identifier: GPL-3.0-or-later
"""A file that another program holds for a moment is waited for; one that may not be touched is not."""

import errno
import logging
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from rodin_props import disk
from support.windows_files import FOR_EVER, WindowsFiles


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_text("new")
    return path


def test_what_a_scanner_has_open_is_replaced_and_removed_when_it_lets_go(
    file: Path, pauses: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    WindowsFiles().install(monkeypatch.setattr)
    older = file.with_name("older")
    older.write_text("old")
    for held, action in (
        (file, lambda: disk.replace(file, older)),
        (older, lambda: disk.remove(older)),
    ):
        with held.open() as scanner:
            pauses.on_pause = lambda scanner=scanner: scanner.close() if len(pauses) >= 3 else None
            action()
        assert len(pauses) == 3
        pauses.clear()
    assert not file.exists()
    assert not older.exists()


def test_what_is_held_on_and_on_is_given_up_after_two_and_a_half_seconds(
    file: Path, pauses: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    WindowsFiles(failures=FOR_EVER).install(monkeypatch.setattr)
    for action in (lambda: disk.replace(file, file.with_name("other")), lambda: disk.remove(file)):
        with pytest.raises(PermissionError):
            action()
        assert 2.0 < sum(pauses) < 3.0
        assert pauses == sorted(pauses)
        pauses.clear()
    with caplog.at_level(logging.WARNING):
        disk.discard(file)
    assert "file could not be removed" in caplog.text
    assert file.read_text() == "new"


def refuse(error: OSError) -> Any:
    def call(*arguments: Any, **options: Any) -> None:
        raise error

    return call


def test_what_may_not_be_touched_is_not_waited_for(file: Path, pauses: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    full: Any = OSError(errno.ENOSPC, "no room")
    full.winerror = 112
    for error in (PermissionError(errno.EACCES, "read-only"), OSError(errno.EROFS, "read-only"), full):
        monkeypatch.setattr(os, "replace", refuse(error))
        with pytest.raises(type(error)):
            disk.replace(file, file.with_name("other"))
    monkeypatch.undo()
    disk.remove(file)
    disk.remove(file)
    assert pauses == []


def test_opening_tells_windows_reason_by_the_c_library_s_number_alone(
    pauses: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = refuse(PermissionError(errno.EACCES, "Permission denied"))
    with pytest.raises(PermissionError):
        disk.patiently(action)
    assert pauses == []
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(PermissionError):
        disk.patiently(action)
    assert sum(pauses) > 2.0

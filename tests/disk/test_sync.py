# SPDX-License-Identifier: GPL-3.0-or-later
"""What must be on the disk is brought there in each system's way."""

import errno
import fcntl
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from rodin_props import disk

_F_FULLFSYNC = 51


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What macOS is asked for."""
    asked: list[str] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", _F_FULLFSYNC, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda descriptor, command: asked.append(f"fcntl {command}"))
    monkeypatch.setattr(os, "fsync", lambda descriptor: asked.append("fsync"))
    return asked


def test_macos_is_asked_to_go_through_the_disk_s_cache(told: list[str], tmp_path: Path) -> None:
    with (tmp_path / "file").open("w") as file:
        disk.sync(file.fileno())
    disk.sync_folder(tmp_path)
    assert told == [f"fcntl {_F_FULLFSYNC}"] * 2


def test_a_macos_file_system_that_cannot_do_so_does_what_it_can(
    told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int, command: int) -> Any:
        raise OSError(errno.ENOTSUP, "not supported")

    monkeypatch.setattr(fcntl, "fcntl", refuse)
    with (tmp_path / "file").open("w") as file:
        disk.sync(file.fileno())
    assert told == ["fsync"]


def test_linux_is_asked_for_a_plain_sync(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[int] = []
    monkeypatch.setattr(os, "fsync", asked.append)
    with (tmp_path / "file").open("w") as file:
        disk.sync(file.fileno())
    assert len(asked) == 1

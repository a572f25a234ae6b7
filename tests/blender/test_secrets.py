# SPDX-License-Identifier: GPL-3.0-or-later
"""The key is kept in a file of its own and nowhere else."""

import errno
import io
import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest

MODULE = "bl_ext.user_default.rodin_props"
KEY = "key-that-must-not-be-found-anywhere"


def _files_with(text: str, folder: Path) -> list[str]:
    # By another process: reading the ledger in this one would drop SQLite's locks on it (jobs/database.py).
    # The README tells newcomers the sandbox's usual key.
    command = ["grep", "--recursive", "--files-with-matches", "--text", "--fixed-strings", "--exclude=README.md"]
    found = subprocess.run([*command, "-e", text, str(folder)], capture_output=True, text=True)
    assert found.returncode < 2, found.stderr
    return [Path(line).name for line in found.stdout.splitlines()]


def test_the_key_is_in_one_private_file(addon: ModuleType, tmp_path: Path) -> None:
    preferences = bpy.context.preferences.addons[MODULE].preferences
    preferences.api_key = f"  {KEY}\n"
    try:
        assert preferences.api_key == KEY
        bpy.ops.wm.save_userpref()
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"), compress=False)
        assert _files_with(KEY, Path(os.environ["BLENDER_USER_RESOURCES"])) == ["api_key"]
        assert not _files_with(KEY, tmp_path)
        path = Path(bpy.utils.extension_path_user(MODULE)) / "api_key"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        preferences.api_key = ""
    assert not _files_with(KEY, Path(os.environ["BLENDER_USER_RESOURCES"]))


def test_a_whole_job_leaves_no_key_behind(online: Any, part: Callable[[str], ModuleType], tmp_path: Path) -> None:
    bpy.ops.rodin_props.generate_from_text(prompt="a bottle")
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"), compress=False)
    assert not _files_with(online.key, tmp_path)
    assert not _files_with(online.key, Path(os.environ["BLENDER_USER_RESOURCES"]))


def test_the_environment_wins(online: Any, part: Callable[[str], ModuleType]) -> None:
    context = part("session.addon")
    preferences = bpy.context.preferences.addons[MODULE].preferences
    preferences.api_key = "another"
    try:
        account = context.account(bpy.context)
    finally:
        preferences.api_key = ""
    assert account.api_key == online.key
    assert online.key not in repr(account)


def test_the_key_can_be_tested(
    addon: ModuleType,
    part: Callable[[str], ModuleType],
    start_sandbox: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # An account of its own: no worker is busy with what other tests left behind.
    sandbox = start_sandbox("--credits", "12.5", "--key", "a-key-to-be-tested")
    monkeypatch.setenv("RODIN_BASE_URL", sandbox.base_url)
    monkeypatch.setenv("RODIN_API_KEY", sandbox.key)
    assert bpy.ops.rodin_props.test_key() == {"FINISHED"}
    here = part("session.session").current()
    account = part("session.addon").account(bpy.context)
    assert here.ledger.accounts.get(account.id).balance == 12.5


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A function that lets one of the system's calls be refused for the files of a folder."""

    def refuse(holder: Any, call: str, folder: Path) -> None:
        real = getattr(holder, call)

        def refusing(path: Any, *more: Any, **options: Any) -> Any:
            if isinstance(path, str | Path) and Path(path).is_relative_to(folder):
                raise PermissionError(errno.EPERM, "Operation not permitted", str(path))
            return real(path, *more, **options)

        monkeypatch.setattr(holder, call, refusing)

    return refuse


def test_a_drive_without_permissions_is_said_once_and_used(
    addon: ModuleType,
    part: Callable[[str], ModuleType],
    refused: Any,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = Path(bpy.utils.extension_path_user(MODULE, create=True))
    folder.chmod(0o777)
    refused(os, "chmod", folder)
    part("session.addon").user_folder.cache_clear()
    try:
        for _ in range(3):
            assert part("session.addon").user_folder() == folder
            assert not part("session.addon").account(bpy.context).api_key
        assert "may be able to read the key" in part("session.credentials").trouble(folder)
        assert caplog.text.count("may be able to read the key") == 1
    finally:
        monkeypatch.undo()
        part("session.addon").user_folder.cache_clear()
        assert part("session.addon").user_folder() == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert part("session.credentials").trouble(folder) == ""


def test_a_key_that_cannot_be_read_or_saved_is_said_once_and_no_panel_vanishes(
    addon: ModuleType,
    part: Callable[[str], ModuleType],
    refused: Any,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    credentials, folder = part("session.credentials"), part("session.addon").user_folder()
    preferences = bpy.context.preferences.addons[MODULE].preferences
    preferences.api_key = KEY
    with monkeypatch.context():
        refused(io, "open", folder / "api_key")
        for _ in range(3):
            credentials.look_again()
            assert part("session.addon").account(bpy.context).api_key == ""
        assert credentials.trouble(folder).startswith("The saved key cannot be read (Operation not permitted).")
        assert caplog.text.count("cannot be read") == 1
        monkeypatch.undo()
    credentials.look_again()
    assert preferences.api_key == KEY
    assert credentials.trouble(folder) == ""
    for call in ("replace", "unlink"):
        refused(os, call, folder)
        preferences.api_key = "another" if call == "replace" else ""
        assert preferences.api_key == KEY, "it is as it was"
        assert credentials.trouble(folder).startswith("The key cannot be saved (Operation not permitted).")
        assert caplog.text.count("cannot be saved") == 1
        monkeypatch.undo()
    preferences.api_key = ""
    assert credentials.trouble(folder) == ""


@pytest.mark.long
def test_this_blender_has_the_ledger_open_once(online: Any, part: Callable[[str], ModuleType]) -> None:
    bpy.ops.rodin_props.generate_from_text(prompt="a bottle")
    ledger = part("session.session").current().ledger.path
    links = list(Path("/proc/self/fd").iterdir())
    assert [link.readlink() for link in links if link.is_symlink()].count(ledger) == 1, "Windows could not rename it"

# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the API key is kept: a file of its own in the extension's user folder.

Neither userpref.blend nor any .blend file ever holds the key. The file is readable by its owner alone (0600); Windows
knows no such mode, there the user's profile folder is what protects it.
"""

import os
from pathlib import Path

from .. import disk

ENVIRONMENT_KEY = "RODIN_API_KEY"
ENVIRONMENT_ADDRESS = "RODIN_BASE_URL"
_FILE_NAME = "api_key"


_saved: dict[Path, str] = {}
"""Folder -> the key that was read there; a panel asks for it at every drawing."""


def read_key(folder: Path) -> str:
    """Return the saved key without white space around it, or an empty string. Read it once, until `look_again`."""
    if folder not in _saved:
        try:
            _saved[folder] = (folder / _FILE_NAME).read_text("utf-8").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            _saved[folder] = ""
    return _saved[folder]


def look_again() -> None:
    """Read the key anew when it is asked for: another Blender may have saved another one."""
    _saved.clear()


def write_key(folder: Path, key: str) -> None:
    """Save the key, or forget it when it is empty.

    :raises OSError: the folder cannot be written.
    """
    path = folder / _FILE_NAME
    key = key.strip()
    look_again()
    if not key:
        disk.remove(path)
        return
    # Made anew each time: a file that exists keeps the mode it was made with.
    part = path.with_suffix(".part")
    disk.remove(part)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(key)
    disk.replace(part, path)


def key_in_use(folder: Path) -> str:
    """Return the key that counts: the environment's, else the saved one."""
    return os.environ.get(ENVIRONMENT_KEY, "").strip() or read_key(folder)

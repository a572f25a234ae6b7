# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the API key is kept: a file of its own in the extension's user folder.

Neither userpref.blend nor any .blend file ever holds the key. The file is readable by its owner alone (0600); Windows
knows no such mode, there the user's profile folder is what protects it.
"""

import os
from pathlib import Path

ENVIRONMENT_KEY = "RODIN_API_KEY"
ENVIRONMENT_ADDRESS = "RODIN_BASE_URL"
_FILE_NAME = "api_key"


_saved: dict[Path, str] = {}
"""Folder -> the key that was read there; a panel asks for it at every drawing."""
_troubles: dict[tuple[Path, str], str] = {}
"""Folder and action -> why it failed there the last time, in words."""
_ACTIONS = ("write", "read", "close")
"""What may fail, the worst first."""


def read_key(folder: Path) -> str:
    """Return the saved key without white space around it, or an empty string. Read it once, until `look_again`."""
    if folder not in _saved:
        _saved[folder] = sentence = ""
        try:
            _saved[folder] = (folder / _FILE_NAME).read_text("utf-8").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            pass
        except OSError as error:
            sentence = f"The saved key cannot be read ({error.strerror}). Enter it again."
        _note_trouble(folder, "read", sentence)
    return _saved[folder]


def trouble(folder: Path) -> str:
    """Return what does not work with the key in this folder, in words; empty if all does."""
    return next((sentence for action in _ACTIONS if (sentence := _troubles.get((folder, action)))), "")


def close_to_others(folder: Path) -> None:
    """Let only the user look into the folder. Where that cannot be done, `trouble` says so."""
    sentence = ""
    try:
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError:  # drives without such modes (exFAT, NTFS, CIFS) may refuse
        sentence = (
            "Other users of this computer may be able to read the key: its drive knows no permissions. "
            f"Keep the key in the environment variable {ENVIRONMENT_KEY} instead."
        )
    _note_trouble(folder, "close", sentence)


def _note_trouble(folder: Path, action: str, sentence: str) -> None:
    """Note why something failed; "" if it went well. The log says the same once: a panel asks again and again."""
    if _troubles.get((folder, action), "") == sentence:
        return
    _troubles[folder, action] = sentence
    if not sentence:
        return
    import logging  # which Blender itself does not need to start

    logging.getLogger(__name__).warning("%s", sentence)


def look_again() -> None:
    """Read the key anew when it is asked for: another Blender may have saved another one."""
    _saved.clear()


def write_key(folder: Path, key: str) -> None:
    """Save the key, or forget it when it is empty. If that cannot be done, `trouble` says why."""
    look_again()
    sentence = ""
    try:
        _write(folder / _FILE_NAME, key.strip())
    except OSError as error:
        sentence = f"The key cannot be saved ({error.strerror}). Check the permissions of the folder “{folder.name}”."
    _note_trouble(folder, "write", sentence)


def _write(path: Path, key: str) -> None:
    from .. import disk

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

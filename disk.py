# SPDX-License-Identifier: GPL-3.0-or-later
"""Files and folders as each system wants them treated. Every layer may use it; it uses none.

Windows: an antivirus scanner, an indexer or a synchroniser opens a file that was just written for some milliseconds.
Until then it can be neither replaced nor removed nor opened for writing, so that is tried again here.
"""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_Result = TypeVar("_Result")

_HELD = frozenset({5, 32, 33})
"""Windows' numbers for "access denied", "sharing violation" and "lock violation"."""
_PAUSES_SECONDS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28)
"""Between the tries: 2.55 s in all."""


def patiently(action: Callable[[], _Result]) -> _Result:
    """Do something to a file, and again for about 2.5 s if another program holds it (Windows); return its result.

    :raises OSError: as the action; at once if the file is not held.
    """
    for pause_seconds in _PAUSES_SECONDS:
        try:
            return action()
        except OSError as error:
            if not _is_held(error):
                raise
        time.sleep(pause_seconds)
    return action()


def _is_held(error: OSError) -> bool:
    """Say whether Windows refused because another program has the file open, as far as it tells."""
    code = getattr(error, "winerror", None)
    if code is not None:
        return code in _HELD
    return sys.platform == "win32" and error.errno == errno.EACCES  # all that the C library's open() tells


def replace(source: Path, destination: Path) -> None:
    """Give a file another name, in place of whatever has that name. :raises OSError:"""
    patiently(lambda: source.replace(destination))


def write_text(path: Path, text: str) -> None:
    """Write a file of text in UTF-8, whole or not at all. :raises OSError:"""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8")
    replace(part, path)


def remove(path: Path) -> None:
    """Remove a file if it is there. :raises OSError:"""
    patiently(lambda: path.unlink(missing_ok=True))


def discard(path: Path) -> None:
    """Remove a file that nobody needs any more; if that cannot be done, only the log says so."""
    try:
        remove(path)
    except OSError as error:
        import logging  # which Blender itself does not need to start

        logging.getLogger(__name__).warning("%s could not be removed: %s", path.name, error.strerror)


def make_private_folder(folder: Path, *, exist_ok: bool = True) -> None:
    """Make a folder that only the user can look into; on Windows one that is as private as the folder around it.

    There, Python would close a folder of mode 0o700 to all but its owner, who after one run as an administrator is not
    the artist.

    :raises OSError:
    """
    folder.mkdir(0o777 if sys.platform == "win32" else 0o700, parents=True, exist_ok=exist_ok)


def sync(descriptor: int) -> None:
    """Write an open file to the disk itself, not only to the disk's cache as macOS otherwise does. :raises OSError:"""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # not every file system knows it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Write the names in a folder to the disk, where the system can do so. :raises OSError:"""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)

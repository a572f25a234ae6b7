# SPDX-License-Identifier: GPL-3.0-or-later
"""A lock between processes that ends with the process that holds it, however that ends."""

import contextlib
import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from .. import disk

_FAR_BYTE = 1 << 30
"""Windows locks bytes, not files; a far one leaves the text at the beginning readable."""


class FileLock:
    """An exclusive lock on a file, in which others can read the process id of its holder.

    The file stays when the lock goes: removing it would let two processes lock two files of the same name.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock if nobody has it.

        :returns: whether it is ours now.
        :raises OSError: if the file cannot be made.
        """
        if self._descriptor is not None:
            return True
        disk.make_private_folder(self._path.parent)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _try_lock(descriptor):
            os.close(descriptor)
            return False
        with contextlib.suppress(OSError):  # the lock also works without the process id in its file
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())
        self._descriptor = descriptor
        return True

    def acquire_within(self, timeout_seconds: float) -> bool:
        """Take the lock, waiting for it if necessary, and return whether it is ours now."""
        deadline = time.monotonic() + timeout_seconds
        while not self.acquire():
            if time.monotonic() >= deadline:
                return False
            time.sleep(0.01)
        return True

    def release(self) -> None:
        """Release the lock; do nothing if it is not ours."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()


def is_held(path: Path) -> bool:
    """Say whether some process, this one included, holds the lock. This takes microseconds."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _try_lock(descriptor)
    finally:
        os.close(descriptor)


def holder(path: Path) -> int | None:
    """Return the process id in the lock file; it means something only while the lock is held."""
    try:
        return int(path.read_text("ascii"))
    except (OSError, ValueError):
        return None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

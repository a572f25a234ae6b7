# SPDX-License-Identifier: GPL-3.0-or-later
"""A lock between processes that ends with the process that holds it, however that ends."""

import contextlib
import json
import os
import socket
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from .. import disk
from .drives.system_locks import try_lock, unlock
from .errors import LocksMissing
from .files import refused_write


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The process that holds a lock. A process id means something only where the process runs."""

    pid: int
    host: str = ""
    namespace: str = ""
    """Of process ids, as containers such as Flatpak's have their own; "" where there is only one."""

    @classmethod
    def this_process(cls) -> Self:
        """Return this very process."""
        namespace = ""
        with contextlib.suppress(OSError):  # Linux alone has them
            namespace = str(Path("/proc/self/ns/pid").readlink())
        return cls(pid=os.getpid(), host=socket.gethostname(), namespace=namespace)

    @property
    def is_near(self) -> bool:
        """Its process id means that process here, too."""
        here = Holder.this_process()
        return (self.host, self.namespace) == (here.host, here.namespace)


class FileLock:
    """An exclusive lock on a file, in which others can read who holds it.

    The file stays when the lock goes: removing it would let two processes lock two files of the same name.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock if nobody has it.

        :returns: whether it is ours now.
        :raises DiskFull, FolderNotWritable: if the file cannot be made.
        :raises LocksMissing: if no file can be locked there.
        """
        if self._descriptor is not None:
            return True
        try:
            disk.make_private_folder(self._path.parent)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise refused_write(error, self._path.parent) from error
        try:
            is_ours = _try_lock(descriptor, self._path)
        except BaseException:
            os.close(descriptor)
            raise
        if not is_ours:
            os.close(descriptor)
            return False
        with contextlib.suppress(OSError):  # the lock also works without its holder in the file
            os.ftruncate(descriptor, 0)
            os.write(descriptor, json.dumps(asdict(Holder.this_process())).encode())
        self._descriptor = descriptor
        return True

    def acquire_within(self, timeout_seconds: float) -> bool:
        """Take the lock, waiting for it if necessary, and return whether it is ours now; raise as ``acquire``."""
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
            with contextlib.suppress(OSError):
                unlock(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()


def is_held(path: Path) -> bool:
    """Say whether some process, this one included, holds the lock. This takes microseconds.

    :raises LocksMissing: if no file can be locked there.
    """
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        if not _try_lock(descriptor, path):
            return True
        with contextlib.suppress(OSError):
            unlock(descriptor)
        return False
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int, path: Path) -> bool:
    try:
        return try_lock(descriptor)
    except OSError as error:
        raise LocksMissing(path.parent.name, error.strerror or "") from error


def holder(path: Path) -> Holder | None:
    """Return who the lock file says holds it; it means something only while the lock is held."""
    try:
        found = Holder(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return found if isinstance(found.pid, int) and found.pid > 0 else None

# SPDX-License-Identifier: GPL-3.0-or-later
"""A file that grows beside its final name; errors of the disk become ours."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from .. import disk
from .errors import DiskFull, FolderNotWritable

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class PartFile:
    """``destination`` with ``.part`` behind its name. What is in it stays until ``clear`` or ``finish``.

    :raises DiskFull, FolderNotWritable: from every method.
    """

    def __init__(self, destination: Path) -> None:
        self.destination = destination
        self.path = destination.with_name(destination.name + ".part")

    @property
    def size_bytes(self) -> int:
        """How much has arrived."""
        with self._translated():
            try:
                return self.path.stat().st_size
            except FileNotFoundError:
                return 0

    def clear(self) -> None:
        """Forget what has arrived."""
        with self._translated():
            disk.remove(self.path)

    def reserve(self, needed_bytes: int, *, spare_bytes: int) -> None:
        """Make the folder, and check that the disk has room for so much more."""
        with self._translated():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(self.path.parent).free < needed_bytes + spare_bytes:
                raise DiskFull(needed_bytes)

    @contextlib.contextmanager
    def appending(self, offset: int) -> Iterator["Appender"]:
        """Open the file to go on writing at ``offset``; what follows it is cut off."""
        with self._translated():
            handle = self._open(os.O_WRONLY | os.O_CREAT)
        try:
            with self._translated():
                os.ftruncate(handle, offset)
                os.lseek(handle, offset, os.SEEK_SET)
            yield Appender(self, handle)
        finally:
            with self._translated():
                os.close(handle)

    def finish(self) -> Path:
        """Give the whole file its final name."""
        with self._translated():
            handle = self._open(os.O_RDWR)
            try:
                disk.sync(handle)
            finally:
                os.close(handle)
            disk.replace(self.path, self.destination)
        return self.destination

    def _open(self, flags: int) -> int:
        return disk.patiently(lambda: os.open(self.path, flags | getattr(os, "O_BINARY", 0), 0o600))

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in _FULL:
                raise DiskFull from None
            raise FolderNotWritable(self.path.parent.name) from None


class Appender:
    """Writes at the end of a ``PartFile``."""

    def __init__(self, part: PartFile, handle: int) -> None:
        self._part = part
        self._handle = handle

    def write(self, data: bytes) -> None:
        """Write all of it. :raises DiskFull, FolderNotWritable: see ``PartFile``."""
        rest = memoryview(data)
        with self._part._translated():
            while rest:
                rest = rest[os.write(self._handle, rest) :]

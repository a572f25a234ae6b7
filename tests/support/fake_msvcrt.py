# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows' locks on bytes of files, as Python's msvcrt gives them."""

import errno
import os
from types import SimpleNamespace


class FakeMsvcrt(SimpleNamespace):
    """The module; ``held`` maps file and byte to the descriptor that has it locked.

    As on Windows, closing a descriptor does not unlock at once. Here it never does.
    """

    LK_UNLCK, LK_LOCK, LK_NBLCK, LK_RLCK, LK_NBRLCK = 0, 1, 2, 3, 4

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[int, int], int] = {}
        self.trouble: OSError | None = None
        """What happens to everybody who wants to lock."""

    def locking(self, descriptor: int, mode: int, byte_count: int) -> None:
        """See msvcrt."""
        assert byte_count == 1
        if self.trouble is not None:
            raise self.trouble
        byte = (os.fstat(descriptor).st_ino, os.lseek(descriptor, 0, os.SEEK_CUR))
        if mode == self.LK_UNLCK:
            if self.held.pop(byte, None) is None:
                raise PermissionError(errno.EACCES, "Permission denied")
        elif self.held.setdefault(byte, descriptor) != descriptor:
            raise PermissionError(errno.EACCES, "Permission denied")

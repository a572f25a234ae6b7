# SPDX-License-Identifier: GPL-3.0-or-later
"""The operating system's own locks on open files, which end with the process that holds them."""

import errno
import os
import sys

_FAR_BYTE = 1 << 30
"""Windows locks bytes, not files; a far one leaves the text at the beginning readable."""

if sys.platform == "win32":
    import msvcrt

    def try_lock(descriptor: int) -> bool:
        """Lock an open file, and return whether that went well; False if another descriptor of it has the lock.

        :raises OSError: the file cannot be locked at all.
        """
        try:
            _at_far_byte(descriptor, msvcrt.LK_NBLCK)
        except OSError as error:
            if error.errno == errno.EACCES:
                return False
            raise
        return True

    def unlock(descriptor: int) -> None:
        """Unlock the file at once: Windows itself does so only some time after it is closed. :raises OSError:"""
        _at_far_byte(descriptor, msvcrt.LK_UNLCK)

    def _at_far_byte(descriptor: int, mode: int) -> None:
        os.lseek(descriptor, _FAR_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, mode, 1)
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Lock an open file, and return whether that went well; False if another descriptor of it has the lock.

        :raises OSError: the file cannot be locked at all.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def unlock(descriptor: int) -> None:
        """Unlock the file. :raises OSError:"""
        fcntl.flock(descriptor, fcntl.LOCK_UN)

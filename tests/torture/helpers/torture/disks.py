# SPDX-License-Identifier: GPL-3.0-or-later
"""Disks of their own, which become full or read-only when a test says so. Real mounts: this needs root on Linux."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support.waiting import wait_until

_BYTES = 1 << 30


@dataclass(frozen=True)
class Disk:
    """A file system in memory; what it may hold is set from outside, like somebody else's files would."""

    folder: Path

    def fill(self, *, leaving_bytes: int = 0) -> None:
        """Leave no room at all, or little. There must be something on it: a size of 0 is no limit."""
        now = os.statvfs(self.folder)
        self._remount(f"size={(now.f_blocks - now.f_bfree) * now.f_frsize + leaving_bytes}")

    def clear(self) -> None:
        """Give much room again, and let it be written."""
        self._remount(f"rw,size={_BYTES}")

    def lock(self) -> None:
        """Let nothing be written. Nobody may have a file open for that."""
        wait_until(self._locked, seconds=20, what="the last writer to be gone")

    def _locked(self) -> bool:
        with contextlib.suppress(subprocess.CalledProcessError):
            self._remount("ro")
            return True
        return False

    def _remount(self, options: str) -> None:
        command = ["mount", "-o", f"remount,{options}", str(self.folder)]
        subprocess.run(command, check=True, capture_output=True)


@contextlib.contextmanager
def disk(folder: Path) -> Iterator[Disk]:
    """A disk of its own at a folder."""
    folder.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_BYTES}", "tmpfs", str(folder)], check=True)
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)

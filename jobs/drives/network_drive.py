# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a file lies on another computer, as each operating system tells it."""

import contextlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ...processes import children

_KINDS = frozenset(
    {
        *("9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.davfs", "fuse.glusterfs", "fuse.rclone"),
        *("fuse.sshfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs", "webdav"),
    }
)
"""File systems whose files are elsewhere, as Linux and macOS call them."""
_MOUNTS = Path("/proc/self/mountinfo")
_DRIVE_REMOTE = 4


def is_on_network(path: Path) -> bool:
    """Say whether a file is on a network drive; False if that is not known."""
    path = Path(os.path.realpath(path))
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(path)[0]
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE
    longest, kind_there = "", ""
    for folder, kind in _mounts():
        if path.is_relative_to(folder) and len(folder) >= len(longest):  # a later one hides an earlier one
            longest, kind_there = folder, kind
    return kind_there in _KINDS


def _mounts() -> Iterator[tuple[str, str]]:
    """Yield where file systems are mounted, and their kinds."""
    with contextlib.suppress(OSError):
        if sys.platform == "darwin":
            told = children.ask(["/sbin/mount"]) or b""
            yield from re.findall(r" on (.+) \((\w+)", os.fsdecode(told))
            return
        for line in _MOUNTS.read_text("utf-8", "surrogateescape").splitlines():
            fields, _, kind = line.partition(" - ")
            folder = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), fields.split()[4])
            yield folder, kind.split()[0]

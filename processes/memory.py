# SPDX-License-Identifier: GPL-3.0-or-later
"""How much memory a background Blender may take, so that no model or scene exhausts the machine."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

VARIABLE = "RODIN_PROPS_BACKGROUND_BYTES"
"""Environment variable with another bound, for machines that are short of memory or have much to spare."""

_SHARE = 0.75
"""Of the machine's memory."""
_DEFAULT_BYTES = 12 << 30
LOOK_SECONDS = 0.05 if sys.platform == "linux" else 1.0
"""On other systems each look starts a process."""


def bound_bytes() -> int:
    """Return how much a background Blender may take on this machine."""
    with contextlib.suppress(KeyError, ValueError):
        return int(os.environ[VARIABLE])
    try:
        return int(_SHARE * os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, OSError, ValueError):  # Windows, and systems that do not say
        return _DEFAULT_BYTES


class MemoryWatch:
    """Watches how much memory a process takes. On Windows it sees nothing: there only time is bounded.

    :param bound: bytes that are too many.
    """

    def __init__(self, pid: int, *, bound: int) -> None:
        self._pid = pid
        self._bound = bound
        self._next_look = 0.0

    def exceeded(self) -> bool:
        """Say whether the process takes more than it may; looks only now and then."""
        now = time.monotonic()
        if now < self._next_look:
            return False
        self._next_look = now + LOOK_SECONDS
        return resident_bytes(self._pid) > self._bound


def resident_bytes(pid: int) -> int:
    """Return how much memory a process takes, 0 if that is not known."""
    if sys.platform == "win32":
        return 0
    try:
        if sys.platform == "linux":
            pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
            return pages * os.sysconf("SC_PAGE_SIZE")
        ps = subprocess.run(["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, timeout=5.0, check=False)
        return int(ps.stdout) * 1024
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return 0

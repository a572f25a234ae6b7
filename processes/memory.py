# SPDX-License-Identifier: GPL-3.0-or-later
"""How much memory a background Blender may take, so that no model or scene exhausts the machine."""

import contextlib
import os
import sys
import time
from pathlib import Path

VARIABLE = "RODIN_PROPS_BACKGROUND_BYTES"
"""Environment variable with another bound, for machines that are short of memory or have much to spare."""

_SHARE = 0.75
"""Of the machine's memory."""
_DEFAULT_BYTES = 12 << 30
LOOK_SECONDS = 0.05


def bound_bytes() -> int:
    """Return how much a background Blender may take on this machine."""
    with contextlib.suppress(KeyError, ValueError):
        return int(os.environ[VARIABLE])
    try:
        return int(_SHARE * _machine_bytes())
    except (AttributeError, OSError, ValueError):  # systems that do not say
        return _DEFAULT_BYTES


def _machine_bytes() -> int:
    if sys.platform == "win32":
        from . import windows

        return windows.physical_bytes()
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


class MemoryWatch:
    """Watches how much memory a process takes.

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
        return used_bytes(self._pid) > self._bound


def used_bytes(pid: int) -> int:
    """Return how much memory a process takes, 0 if that is not known. What was compressed or swapped out counts."""
    try:
        if sys.platform == "win32":
            from . import windows

            return windows.private_bytes(pid)
        if sys.platform == "darwin":
            from . import macos

            return macos.footprint_bytes(pid)
        return _resident_and_swapped_bytes(pid)
    except (OSError, ValueError):
        return 0


def _resident_and_swapped_bytes(pid: int) -> int:
    lines = (line.split() for line in Path(f"/proc/{pid}/status").read_text("utf-8", "replace").splitlines())
    return sum(int(words[1]) * 1024 for words in lines if words and words[0] in {"VmRSS:", "VmSwap:"})

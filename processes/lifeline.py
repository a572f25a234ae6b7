# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends a background Blender that nobody waits for any more, or that takes too much time or memory.

Otherwise it would go on without any use, for hours if its model or its scene makes it hang. What runs here runs in that
Blender: in a thread that touches nothing of Blender's, and in the kernel.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import sys
import threading
from typing import TYPE_CHECKING

from . import memory

if TYPE_CHECKING:
    from pathlib import Path

OUT_OF_MEMORY_EXIT_CODE = 86
"""Of a process that took more memory than it may; neither Blender nor Python ends with it."""

_PR_SET_PDEATHSIG = 1
_STANDARD_INPUT = 0


def end_with_input(*, removing: Path | None = None, seconds: float = 0.0, memory_bytes: int = 0) -> None:
    """End this process when its standard input ends, which whoever started it holds open as long as they live.

    :param removing: a folder that nobody needs then.
    :param seconds: so long it may run; 0 for any time. Not on Windows, where whoever started it must look.
    :param memory_bytes: so much it may take; 0 for any amount. Not on Windows (see `memory`).
    """
    if sys.platform == "linux" and removing is None:
        _end_with_parent()
    threading.Thread(target=_exit_after_input, args=(removing,), name="lifeline", daemon=True).start()
    if memory_bytes:
        threading.Thread(target=_watch_memory, args=(memory_bytes,), name="memory", daemon=True).start()
    if seconds and sys.platform != "win32":
        # The kernel's own clock: it also ends a process in which no thread of Python's can run.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _exit_after_input(removing: Path | None) -> None:
    try:
        while os.read(_STANDARD_INPUT, 1024):
            pass
    except OSError:
        pass
    if removing is not None:
        shutil.rmtree(removing, ignore_errors=True)
    os._exit(1)


def _watch_memory(bound: int) -> None:
    watch = memory.MemoryWatch(os.getpid(), bound=bound)
    pause = threading.Event()
    while not watch.exceeded():
        pause.wait(memory.LOOK_SECONDS)
    os._exit(OUT_OF_MEMORY_EXIT_CODE)


def _end_with_parent() -> None:
    """Let the kernel end this process when its parent ends, even if it hangs where no thread of Python's can run."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (OSError, AttributeError):
        return

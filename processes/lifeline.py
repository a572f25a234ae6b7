# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends a background Blender that nobody waits for any more, or that takes too much time or memory.

Otherwise it would go on without any use, for hours if its model or its scene makes it hang. What runs here runs in that
Blender: in a thread that touches nothing of Blender's, and in the kernel.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from . import memory

if TYPE_CHECKING:
    from typing import NoReturn

OUT_OF_MEMORY_EXIT_CODE = 86
"""Of a process that took more memory than it may; neither Blender nor Python ends with it."""
OUT_OF_TIME_EXIT_CODE = 87
"""Of a process whose time was over, where the kernel has no clock for that; neither Blender nor Python ends with it."""

_PR_SET_PDEATHSIG = 1
_STANDARD_INPUT = 0


def end_with_input(*, removing: Path | None = None, seconds: float = 0.0, memory_bytes: int = 0) -> None:
    """End this process when its standard input ends, which whoever started it holds open as long as they live.

    :param removing: a folder that nobody needs then.
    :param seconds: so long it may run; 0 for any time. On Windows a thread of Python's sees to it: whoever started it
        must look, too, in case it hangs where no thread of Python's can run.
    :param memory_bytes: so much it may take; 0 for any amount.
    """
    end_with_parent(removing is None)
    threading.Thread(target=_exit_after_input, args=(removing,), name="lifeline", daemon=True).start()
    if memory_bytes:
        threading.Thread(target=_watch_memory, args=(memory_bytes,), name="memory", daemon=True).start()
    if seconds:
        _limit_time(seconds)


def end_at_once(exit_code: int, *, temporary_folder: str) -> NoReturn:
    """End this process once its work is done: the system frees its memory faster than Blender does, and somebody waits.

    Everything it has written must be closed.

    :param temporary_folder: Blender's own; it is removed if it is empty.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    with contextlib.suppress(OSError):
        Path(temporary_folder).rmdir()
    os._exit(exit_code)


def is_out_of_time(exit_code: int) -> bool:
    """Say whether a process that ended with this code was ended because its time was over."""
    return exit_code == OUT_OF_TIME_EXIT_CODE or (hasattr(signal, "SIGALRM") and exit_code == -signal.SIGALRM)


def _limit_time(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        # The kernel's own clock: it also ends a process in which no thread of Python's can run.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
    else:
        timer = threading.Timer(seconds, os._exit, args=(OUT_OF_TIME_EXIT_CODE,))
        timer.daemon = True
        timer.start()


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


def end_with_parent(is_wanted: bool = True) -> None:
    """Let Linux end this process when its parent ends, even if it hangs where no thread of Python's can run; or not."""
    if sys.platform != "linux":
        return
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL if is_wanted else 0, 0, 0, 0)
    except (OSError, AttributeError):
        return

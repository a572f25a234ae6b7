# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends a background Blender soon after the worker that wanted its work is gone. No bpy.

Otherwise one whose worker was killed would go on for nobody, for hours if its model makes the importer hang.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading

_PR_SET_PDEATHSIG = 1
_STANDARD_INPUT = 0


def hold_on() -> None:
    """End this process when its standard input ends, which the worker holds open as long as it lives."""
    if sys.platform == "linux":
        _be_ended_by_the_kernel()
    threading.Thread(target=_wait_for_the_end, name="lifeline", daemon=True).start()


def _wait_for_the_end() -> None:
    """Touches nothing of Blender's, so it may be a thread."""
    try:
        while os.read(_STANDARD_INPUT, 1024):
            pass
    except OSError:
        pass
    os._exit(1)


def _be_ended_by_the_kernel() -> None:
    """Ends even a process that hangs inside a library, where no thread of Python's gets its turn."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (OSError, AttributeError):
        return

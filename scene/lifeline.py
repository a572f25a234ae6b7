# SPDX-License-Identifier: GPL-3.0-or-later
"""Ends a background Blender soon after the process that wanted its work is gone. No bpy.

Otherwise it would go on for nobody, for hours if its model makes the importer hang.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import sys
import threading
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_STANDARD_INPUT = 0


def hold_on(*, removing: Path | None = None) -> None:
    """End this process when its standard input ends, which whoever started it holds open as long as they live.

    :param removing: a folder that nobody needs then.
    """
    if sys.platform == "linux" and removing is None:
        _be_ended_by_the_kernel()
    threading.Thread(target=_wait_for_the_end, args=(removing,), name="lifeline", daemon=True).start()


def _wait_for_the_end(removing: Path | None) -> None:
    """Touches nothing of Blender's, so it may be a thread."""
    try:
        while os.read(_STANDARD_INPUT, 1024):
            pass
    except OSError:
        pass
    if removing is not None:
        shutil.rmtree(removing, ignore_errors=True)
    os._exit(1)


def _be_ended_by_the_kernel() -> None:
    """Ends even a process that hangs inside a library, where no thread of Python's gets its turn."""
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (OSError, AttributeError):
        return

# SPDX-License-Identifier: GPL-3.0-or-later
"""Named instants at which a test may let this process die, as by a power cut, or stand still.

There is one between every two writes that must survive together or not at all.
"""

import os
import signal
import threading
from pathlib import Path

from .states import State

VARIABLE = "RODIN_PROPS_DIE_AT"
FREEZE_VARIABLE = "RODIN_PROPS_FREEZE_AT"
"""``POINT=FILE``: who gets there first writes its process id to the file and stands still, so that a test can kill
whom it likes, knowing where everybody is."""

_STEPS = (
    "add:before-row",
    "add:after-row",
    "add:after-file",
    "submit:before-receipt",
    "submit:after-receipt",
    "submit:before-departure",
    "submit:before-send",
    "submit:before-answer",
    "submit:after-answer",
    "submit:after-refusal",
    "submit:before-refusal",
    "wait:before-generating",
    "wait:before-downloading",
    "download:before-list",
    "download:progress",
    "download:before-check",
    "download:before-preview",
    "download:before-preparing",
    "prepare:before-start",
    "prepare:after-start",
    "prepare:after-end",
    "prepare:before-ready",
    "remove:before-row",
    "remove:after-row",
)
_MOMENTS = ("before-commit", "after-commit", "after-file")
POINTS = _STEPS + tuple(f"{state}:{moment}" for state in State for moment in _MOMENTS)
"""All points: those of the steps, and three around each move into a state."""


BLENDER_POINTS = ("generate:after-folder", "generate:before-worker", "generate:after-worker")
"""Points that only Blender's own process passes, between the press of a button and the work of the worker."""


def reached(point: str) -> None:
    """Die or stand still here if the environment names this point; otherwise do nothing."""
    if os.environ.get(VARIABLE) == point:
        _die()
    where, _, path = os.environ.get(FREEZE_VARIABLE, "").partition("=")
    if where == point:
        _stand_still(path)


def _die() -> None:
    """Without any clean-up."""
    if hasattr(signal, "SIGKILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(137)


def _stand_still(path: str) -> None:
    """The first to come here, and once only."""
    try:
        with Path(path).open("x", encoding="ascii") as file:
            file.write(f"{os.getpid()}\n")
    except FileExistsError:
        return
    if hasattr(signal, "SIGSTOP"):
        # This very thread: sent to the process, it might run on for a moment.
        signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Named points at which a test may let this process die, as in a power cut, or freeze.

There is one between every two writes that must survive together or not at all.
"""

import os
import signal
import threading
from pathlib import Path

from .states import State

VARIABLE = "RODIN_PROPS_DIE_AT"
FREEZE_VARIABLE = "RODIN_PROPS_FREEZE_AT"
"""``POINT=FILE``: the first process at the point writes its process id to the file and freezes, so that a test can kill
any process and knows how far each of them is."""

OF_SEVERAL_FILES = ("download:before-packing", "download:after-packing")
"""Points that only a job passes whose model comes in several files: the parts of a model."""
OF_LEVELS = ("levels:before-start", "levels:after-start", "levels:after-end")
"""Points after the end of a job, when the levels of its prop are made."""
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
    "spare:after-start",
    "download:before-list",
    "download:progress",
    "download:before-check",
    *OF_SEVERAL_FILES,
    "download:before-preview",
    "download:before-preparing",
    "prepare:before-start",
    "prepare:after-start",
    "prepare:after-end",
    "prepare:before-ready",
    *OF_LEVELS,
    "remove:before-row",
    "remove:after-row",
)
_MOMENTS = ("before-commit", "after-commit", "after-file")
POINTS = _STEPS + tuple(f"{state}:{moment}" for state in State for moment in _MOMENTS)
"""All points: those of the steps, and three around each move into a state."""


BLENDER_POINTS = ("generate:after-folder", "generate:before-worker", "generate:after-worker")
"""Points that only Blender's own process passes, between the press of a button and the work of the worker."""

KEEPING_POINTS = ("keep:after-row", "keep:after-catalog", "keep:before-start", "keep:before-move", "keep:after-move")
"""Points that Blender's own process passes while props are kept in the library."""


def reached(point: str) -> None:
    """Die or freeze if the environment names this point; otherwise do nothing."""
    if os.environ.get(VARIABLE) == point:
        _die()
    freeze_point, _, path = os.environ.get(FREEZE_VARIABLE, "").partition("=")
    if freeze_point == point:
        _freeze(path)


def _die() -> None:
    """End this process without any clean-up."""
    if hasattr(signal, "SIGKILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(137)


def _freeze(path: str) -> None:
    """Stop this process if it is the first at the point; each file stops one process, once."""
    try:
        with Path(path).open("x", encoding="ascii") as file:
            file.write(f"{os.getpid()}\n")
    except FileExistsError:
        return
    if hasattr(signal, "SIGSTOP"):
        # Sent to this very thread: if the signal went to the process, the thread might run on for a moment.
        signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)

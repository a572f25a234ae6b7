# SPDX-License-Identifier: GPL-3.0-or-later
"""Named instants at which a test may let this process die, as by a power cut (plain Python, no bpy).

There is one between every two writes that must survive together or not at all.
"""

import os
import signal

from .states import State

VARIABLE = "RODIN_PROPS_DIE_AT"

_STEPS = (
    "add:before-row",
    "add:after-row",
    "add:after-file",
    "submit:before-receipt",
    "submit:after-receipt",
    "submit:before-mark",
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


def reached(point: str) -> None:
    """Die here without any clean-up if the environment names this point; otherwise do nothing."""
    if os.environ.get(VARIABLE) != point:
        return
    if hasattr(signal, "SIGKILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(137)

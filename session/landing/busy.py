# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the user is idle: a prop lands only then.

An undo step pushed in the middle of a transform or a brush stroke would store a half-done move.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from bpy.types import Context, Operator

OWN_MODALS = {"RODIN_PROPS_OT_monitor"}

_HELPER_AFTER_SECONDS = 30.0
"""Add-ons keep modal operators alive for hours as timers. One that is defined in Python and runs longer than this is
taken for such a helper; a person rarely drags or paints that long, and Import Now is always there."""

_MODE_NAMES = {
    "EDIT_MESH": "Edit Mode",
    "SCULPT": "Sculpt Mode",
    "POSE": "Pose Mode",
    "PAINT_VERTEX": "Vertex Paint",
    "PAINT_WEIGHT": "Weight Paint",
    "PAINT_TEXTURE": "Texture Paint",
}

_seen_since: dict[str, float] = {}


def busy_sentence(context: Context) -> str:
    """Return what the landing waits for; empty when the user is idle."""
    if context.mode != "OBJECT":
        return f"Waiting for Object Mode (now {_mode_words(context.mode)})"
    if bpy.app.is_job_running("RENDER"):
        return "Waiting for the render to end"
    if any(window.screen.is_animation_playing for window in context.window_manager.windows):
        return "Waiting for the playback to stop"
    if operator := _modal_operator(context):
        return f"Waiting for “{operator.bl_label or operator.name}” to end"
    return ""


def _mode_words(mode: str) -> str:
    return _MODE_NAMES.get(mode) or f"{mode.split('_')[0].title()} Mode"


def _modal_operator(context: Context) -> Operator | None:
    running = [
        operator
        for window in context.window_manager.windows
        for operator in window.modal_operators
        if operator.bl_idname not in OWN_MODALS
    ]
    now = time.monotonic()
    names = {operator.bl_idname for operator in running}
    for gone in _seen_since.keys() - names:
        del _seen_since[gone]
    for operator in running:
        since = _seen_since.setdefault(operator.bl_idname, now)
        if not (_is_python(operator) and now - since > _HELPER_AFTER_SECONDS):
            return operator
    return None


def _is_python(operator: Operator) -> bool:
    kind = getattr(bpy.types, operator.bl_idname, None)
    return kind is not None and hasattr(kind, "modal")

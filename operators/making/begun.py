# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said when a press has begun something: in a window it is on its way then, in background mode it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...session.prop_inputs import Inputs


def props_sentence(batch: Sequence[Inputs]) -> str:
    """Say what became of the props that were asked for."""
    if len(batch) > 1:
        count = len(batch)
        if bpy.app.background:
            return f"{count} props are in the scene."
        return f"{count} props are on the way; go on working meanwhile."
    name = batch[0].name
    return f"“{name}” is in the scene." if bpy.app.background else f"“{name}” is on the way; go on working meanwhile."


def textures_sentence(batch: Sequence[Inputs]) -> str:
    """Say the same of new textures for meshes."""
    if len(batch) > 1:
        count = len(batch)
        if bpy.app.background:
            return f"New textures for {count} meshes are in the scene."
        return f"New textures for {count} meshes are on the way; go on working meanwhile."
    name = batch[0].name
    if bpy.app.background:
        return f"New textures for “{name}” are in the scene."
    return f"New textures for “{name}” are on the way; go on working meanwhile."


def parts_sentence(name: str) -> str:
    """Say the same of the parts of a prop."""
    if bpy.app.background:
        return f"The parts of “{name}” are in the scene."
    return f"The parts of “{name}” are on the way; go on working meanwhile."


def variant_sentence(name: str) -> str:
    """Say the same of a variant of a prop."""
    if bpy.app.background:
        return f"A variant of “{name}” is in the scene."
    return f"A variant of “{name}” is on its way; go on working meanwhile."

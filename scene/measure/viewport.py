# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of Blender's editors shows the scene. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..errors import NoWindow

if TYPE_CHECKING:
    from bpy.types import Area, Context, Region


def main_region(area: Area) -> Region:
    """Return the part of an editor that shows its content, without the sidebar and the like."""
    return next(region for region in area.regions if region.type == "WINDOW")


def viewport_of(context: Context) -> tuple[Area, Region]:
    """Return the viewport in use, or else the biggest one of the window.

    :raises NoWindow: there is none (background mode).
    """
    if bpy.app.background:
        raise NoWindow
    window = context.window
    areas = [area for area in window.screen.areas if area.type == "VIEW_3D"] if window is not None else []
    if context.area is not None and context.area in areas:
        areas = [context.area]
    if not areas:
        raise NoWindow
    area = max(areas, key=lambda other: other.width * other.height)
    return area, main_region(area)

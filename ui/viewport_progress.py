# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a prop is, written above its blockout in the viewport. Placeholders say it by their own names.

There is a draw handler only while something is to be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import blf
import bpy
from mathutils import Vector

from ..session.watching import viewport_labels

if TYPE_CHECKING:
    from bpy.types import Object

_SIZE_PIXELS = 12
_GAP_PIXELS = 6
_COLOR = (1.0, 1.0, 1.0, 0.9)
_FONT = 0

_handler: Any = None
_shown: tuple[viewport_labels.ViewportLabel, ...] = ()


def _draw() -> None:
    context = bpy.context
    space, region_3d = context.space_data, context.region_data
    if region_3d is None or not space.overlay.show_overlays:
        return
    scale = context.preferences.system.ui_scale
    blf.size(_FONT, _SIZE_PIXELS * scale)
    blf.color(_FONT, *_COLOR)
    blf.enable(_FONT, blf.SHADOW)
    blf.shadow(_FONT, 3, 0.0, 0.0, 0.0, 0.8)
    for label in _shown:
        target = context.scene.objects.get(label.object_name)
        if target is not None and target.visible_in_viewport_get(space):
            _write(context, target, label.text, gap=_GAP_PIXELS * scale)
    blf.disable(_FONT, blf.SHADOW)


def _write(context: bpy.types.Context, target: Object, text: str, *, gap: float) -> None:
    from bpy_extras.view3d_utils import location_3d_to_region_2d

    place = location_3d_to_region_2d(context.region, context.region_data, _top_of(target))
    if place is None:  # behind the viewer
        return
    width, _ = blf.dimensions(_FONT, text)
    blf.position(_FONT, place.x - width / 2, place.y + gap, 0.0)
    blf.draw(_FONT, text)


def _top_of(target: Object) -> Vector:
    """Return the middle of the highest side, in world space."""
    corners = [target.matrix_world @ Vector(corner) for corner in target.bound_box]
    middle = sum(corners, Vector()) / len(corners)
    return Vector((middle.x, middle.y, max(corner.z for corner in corners)))


def _show(shown: tuple[viewport_labels.ViewportLabel, ...]) -> None:
    global _handler, _shown  # Blender wants the handler removed by hand
    _shown = shown
    if shown and _handler is None and not bpy.app.background:
        _handler = bpy.types.SpaceView3D.draw_handler_add(_draw, (), "WINDOW", "POST_PIXEL")
    elif not shown and _handler is not None:
        bpy.types.SpaceView3D.draw_handler_remove(_handler, "WINDOW")
        _handler = None
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            if area.type == "VIEW_3D":
                area.tag_redraw()


def register() -> None:
    viewport_labels.listen(_show)


def unregister() -> None:
    viewport_labels.listen(None)
    _show(())

# SPDX-License-Identifier: GPL-3.0-or-later
"""Words above objects, drawn into the region that is being drawn. Writes nothing to the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import blf
from mathutils import Vector

from ...scene.looks.waiting import LOOK_JOB_KEY
from ...scene.places import waiting_marks
from ...scene.places.placement import TARGET_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Context, Object

    from ...session.watching.shown import ViewportLabel

    Rectangle = tuple[float, float, float, float]

_SIZE_PIXELS = 12
_GAP_PIXELS = 6
_LINE_PIXELS = 16
_COLOR = (1.0, 1.0, 1.0, 0.9)
_FONT = 0


def draw(context: Context, labels: Iterable[ViewportLabel]) -> list[ViewportLabel]:
    """Draw the labels of the objects that are seen in the context's region, and return those."""
    drawn: list[ViewportLabel] = []
    taken: list[Rectangle] = []
    space = context.space_data
    if context.region_data is None or not space.overlay.show_overlays:
        return drawn
    scale = context.preferences.system.ui_scale
    blf.size(_FONT, _SIZE_PIXELS * scale)
    blf.color(_FONT, *_COLOR)
    blf.enable(_FONT, blf.SHADOW)
    blf.shadow(_FONT, 3, 0.0, 0.0, 0.0, 0.8)
    for label in labels:
        target = context.view_layer.objects.get(label.object_name)  # does not go through the objects
        if target is None or not _waits_for(target, label.job_id) or not target.visible_get(viewport=space):
            continue
        # Blender itself writes the name of an object that shows it.
        text = label.progress if target.show_name else f"{label.name} {label.progress}"
        lines = sum(other.object_name == label.object_name for other in drawn)
        place = _place_of(context, target, text, above=(_GAP_PIXELS + lines * _LINE_PIXELS) * scale)
        # Of labels that would be written over each other, one can be read.
        if place is None or any(_overlap(place, other) for other in taken):
            continue
        blf.position(_FONT, place[0], place[1], 0.0)
        blf.draw(_FONT, text)
        taken.append(place)
        drawn.append(label)
    blf.disable(_FONT, blf.SHADOW)
    return drawn


def _waits_for(target: Object, job_id: str) -> bool:
    return any(job_id in waiting_marks.job_ids_in(target, key) for key in (TARGET_KEY, LOOK_JOB_KEY))


def _place_of(context: Context, target: Object, text: str, *, above: float) -> Rectangle | None:
    """Return where a text stands above an object: left, bottom, right, top; None if it is not before the viewer."""
    region = context.region
    matrix = context.region_data.perspective_matrix @ target.matrix_world
    corners = [matrix @ corner.to_4d() for corner in _corners(target)]
    if min(corner.w for corner in corners) <= 0.0:  # a part of it is behind the viewer
        return None
    across = [region.width * (0.5 + 0.5 * corner.x / corner.w) for corner in corners]
    bottom = above + max(region.height * (0.5 + 0.5 * corner.y / corner.w) for corner in corners)
    width, height = blf.dimensions(_FONT, text)
    left = (min(across) + max(across) - width) / 2
    return left, bottom, left + width, bottom + height


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _corners(target: Object) -> list[Vector]:
    """Return the corners of an object's box in its own space."""
    if target.type == "EMPTY":  # Blender gives none for it
        side = target.empty_display_size
        return [Vector((x, y, z)) for x in (-side, side) for y in (-side, side) for z in (-side, side)]
    return [Vector(corner) for corner in target.bound_box]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Where several things stand that a picture shows as a camera sees the scene. Changes nothing.

A thing stands where the lower side of its box meets a floor: a surface of the scene, else the height 0. Where two
boxes overlap, the nearer thing hides sides of the other one, which then may be farther than they are seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mathutils import Vector

from ..measure.rays import first_surface
from ..measure.sizing import unit_meters
from .camera_place import FAR_METERS, CameraPlace, facing_turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context

    from ..measure.view import Box, View

_MOSTLY = 0.75
"""Part of a side that a nearer box must cover to hide it."""
_TOUCHING = 0.01
"""Of the picture: boxes are drawn by hand."""
_SAME_DEPTH = 0.03
"""Part of the depth."""
_UNBOUNDED = 1.0
"""How far beyond the picture a side may be, in widths of the picture."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """A thing's place as far as its own box tells it."""

    box: Box
    foot: Vector
    depth: float

    def is_behind(self, other: _Stand) -> bool:
        if abs(self.depth - other.depth) > _SAME_DEPTH * min(self.depth, other.depth):
            return self.depth > other.depth
        return self.box[1] > other.box[1] + _TOUCHING


def in_frame(box: Box, *, picture_aspect: float, frame_aspect: float) -> Box:
    """Return a part of a picture as a part of the camera's frame, into whose middle the picture fits.

    Both aspects are widths by heights.
    """
    width = min(1.0, picture_aspect / frame_aspect)
    height = min(1.0, frame_aspect / picture_aspect)
    left, bottom, right, top = box
    return (
        0.5 + (left - 0.5) * width,
        0.5 + (bottom - 0.5) * height,
        0.5 + (right - 0.5) * width,
        0.5 + (top - 0.5) * height,
    )


def places_in_picture(
    context: Context, view: View, boxes: Sequence[Box], *, picture: Box = (0.0, 0.0, 1.0, 1.0)
) -> list[CameraPlace]:
    """Return where the things in these boxes stand, and what is known of how much of the picture they take.

    :param boxes: parts of the camera's frame, as `picture` is, the part that the picture takes.
    """
    stands = [_stand(context, view, box) for box in boxes]
    return [
        _place(context, view, stand, [other for other in stands if other is not stand], picture) for stand in stands
    ]


def _stand(context: Context, view: View, box: Box) -> _Stand:
    begin, direction = view.ray((box[0] + box[2]) / 2, box[1])
    point = first_surface(context, begin, direction)
    if point is None:
        foot = _at_height(begin, direction, 0.0)
        foot = foot or begin + direction * (FAR_METERS / unit_meters(context.scene))
        return _Stand(box, foot, view.depth_of(foot))
    lift = max(1e-3 * (point - begin).length, 1e-4)
    below = first_surface(context, point + (Vector((0.0, 0.0, 1.0)) - direction) * lift, Vector((0.0, 0.0, -1.0)))
    height = below.z if below is not None else min(point.z, 0.0)
    foot = _at_height(begin, direction, height) or Vector((point.x, point.y, height))
    return _Stand(box, foot, view.depth_of(foot))


def _at_height(begin: Vector, direction: Vector, height: float) -> Vector | None:
    """Return where a line of sight comes down to a height; None if it does not, or only in the far distance."""
    if direction.z > -1e-3 or begin.z <= height:
        return None
    return begin + direction * ((begin.z - height) / -direction.z)


def _place(context: Context, view: View, stand: _Stand, others: Sequence[_Stand], picture: Box) -> CameraPlace:
    before = [other for other in others if stand.is_behind(other)]
    beyond, least_depth = _at_edges(stand.box, picture), 0.0
    for other in before:
        sides = _hidden_sides(stand.box, other.box)
        if any(sides):
            least_depth = max(least_depth, other.depth)
        beyond = _farther(beyond, tuple(other.box[i] if sides[i] else beyond[i] for i in range(4)))
    foot = stand.foot
    if beyond[1] < stand.box[1] and least_depth:
        foot = _behind(view, stand, beyond[1], before)
    seen = replace(view, box=stand.box, beyond=beyond, least_depth=least_depth, tells_distance=True)
    return CameraPlace(location=foot, turn=facing_turn(view, foot), height=_height(view, stand.box, foot), view=seen)


def _behind(view: View, stand: _Stand, lowest: float, before: Sequence[_Stand]) -> Vector:
    """Return a place for what stands behind others that hide its lower side, on the floor that they stand on."""
    floor = max((other for other in before if _hidden_sides(stand.box, other.box)[1]), key=lambda each: each.depth)
    begin, direction = view.ray((stand.box[0] + stand.box[2]) / 2, (max(lowest, 0.0) + stand.box[1]) / 2)
    return _at_height(begin, direction, floor.foot.z) or stand.foot


def _at_edges(box: Box, picture: Box) -> Box:
    """Return how far the sides may be: one at the edge of the picture may be anywhere beyond."""
    left, bottom, right, top = (
        edge + (_UNBOUNDED if index > 1 else -_UNBOUNDED) if abs(side - edge) < _TOUCHING / 2 else side
        for index, (side, edge) in enumerate(zip(box, picture, strict=True))
    )
    return left, bottom, right, top


def _farther(one: Box, other: tuple[float, ...]) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _hidden_sides(box: Box, nearer: Box) -> tuple[bool, bool, bool, bool]:
    """Say which sides of a box (left, bottom, right, top) a nearer one covers."""
    across = _covered(box[0], box[2], nearer[0], nearer[2])
    up = _covered(box[1], box[3], nearer[1], nearer[3])
    return (
        up and nearer[0] < box[0] and nearer[2] > box[0] - _TOUCHING,
        across and nearer[1] < box[1] and nearer[3] > box[1] - _TOUCHING,
        up and nearer[2] > box[2] and nearer[0] < box[2] + _TOUCHING,
        across and nearer[3] > box[3] and nearer[1] < box[3] + _TOUCHING,
    )


def _covered(low: float, high: float, from_: float, to: float) -> bool:
    return min(high, to) - max(low, from_) >= _MOSTLY * (high - low)


def _height(view: View, box: Box, foot: Vector) -> float:
    """Return how high something is, in scene units, that stands there and takes so much of the picture."""
    ends = []
    for y in (box[1], box[3]):
        begin, direction = view.ray((box[0] + box[2]) / 2, y)
        along = view.depth_of(begin + direction) - view.depth_of(begin)
        ends.append(begin + direction * ((view.depth_of(foot) - view.depth_of(begin)) / max(along, 1e-6)))
    return max((ends[1] - ends[0]).length, 1e-3)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a prop is while it follows the mouse, and the box that is drawn for it. Writes nothing to the file."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Vector

from ...scene.measure.drop_point import point_under
from ...session.gallery.importing import floor_of, upright_at
from ...session.language import translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import Area, Context, Event, Region

    from ...jobs.job import Job
    from ...scene.places.pose import Pose

_STEP = math.radians(15)
_COLOR, _LINE_PIXELS = (1.0, 0.6, 0.1, 1.0), 2.0
_EDGES = ((0, 1), (1, 3), (3, 2), (2, 0), (4, 5), (5, 7), (7, 6), (6, 4), (0, 4), (1, 5), (2, 6), (3, 7))
"""Of a box, whose corners are counted along z, then y, then x."""
_FRONT = ((8, 9), (9, 10), (10, 8))
"""The mark before the front, on the floor."""

_running: list[Placing] = []


class Placing:
    """A prop that follows the mouse."""

    def __init__(self, context: Context, job: Job) -> None:
        self._job = job
        self._workspace = context.workspace
        self._region = 0
        """Address of the viewport under the mouse; 0 for none."""
        self.location: Vector | None = None
        """The middle of the prop's floor in world space; None while the mouse is over no viewport."""
        self.turn = 0.0
        """About the vertical, in radians."""
        add = bpy.types.SpaceView3D.draw_handler_add
        self._handler: Any = add(self._draw, (), "WINDOW", "POST_VIEW")
        words = f"Click where “{job.name}” is to stand.  R, Shift R: Turn.  Esc, Right Click: Leave It Out"
        self._workspace.status_text_set(translated(words))
        _running.append(self)

    def follow(self, context: Context, event: Event) -> None:
        """Go to the place under the mouse."""
        before, self._region, self.location = self._region, 0, None
        if (found := _viewport_under(context, event.mouse_x, event.mouse_y)) is not None:
            area, region = found
            self._region = region.as_pointer()
            with context.temp_override(area=area, region=region):
                self.location = point_under(context, area, x=event.mouse_x, y=event.mouse_y)
        _redraw(before, self._region)

    def turn_on(self, *, back: bool) -> None:
        """Turn by one step."""
        self.turn += -_STEP if back else _STEP
        _redraw(self._region)

    def end(self) -> None:
        """Stop drawing. To be called twice is harmless."""
        if self not in _running:
            return
        _running.remove(self)
        bpy.types.SpaceView3D.draw_handler_remove(self._handler, "WINDOW")
        self._workspace.status_text_set(None)
        _redraw(self._region)

    def _draw(self) -> None:
        if self.location is None or bpy.context.region.as_pointer() != self._region:
            return
        import gpu
        from gpu_extras.batch import batch_for_shader

        context = bpy.context
        corners = list(_corners(self._job, upright_at(context, self._job, self.location, turn=self.turn)))
        shader = gpu.shader.from_builtin("POLYLINE_UNIFORM_COLOR")
        lines = batch_for_shader(shader, "LINES", {"pos": corners}, indices=(*_EDGES, *_FRONT))
        shader.uniform_float("viewportSize", gpu.state.viewport_get()[2:])
        shader.uniform_float("lineWidth", _LINE_PIXELS * context.preferences.system.ui_scale)
        shader.uniform_float("color", _COLOR)
        lines.draw(shader)


def end_all() -> None:
    """Let nothing follow the mouse any more."""
    for placing in tuple(_running):
        placing.end()


def _redraw(*addresses: int) -> None:
    """Draw these viewports anew, and no sidebar beside them."""
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            for region in area.regions if area.type == "VIEW_3D" else ():
                if region.as_pointer() in addresses:
                    region.tag_redraw()


def _viewport_under(context: Context, x: int, y: int) -> tuple[Area, Region] | None:
    """Return the viewport under a point of the window (pixels), and which of its parts; None over a sidebar."""
    for area in context.window.screen.areas:
        if area.type == "VIEW_3D":
            under = [region for region in area.regions if _holds(region, x, y)]
            if under and all(region.type == "WINDOW" for region in under):
                return area, under[0]
    return None


def _holds(region: Region, x: int, y: int) -> bool:
    return region.x <= x < region.x + region.width and region.y <= y < region.y + region.height


def _corners(job: Job, pose: Pose) -> Iterator[Vector]:
    """Yield the corners of the box that the prop will fill, and of the mark before its front, in world space."""
    floor = floor_of(job, pose)
    for x in (-0.5, 0.5):
        for y in (-0.5, 0.5):
            for z in (0.0, 1.0):
                yield pose.matrix @ Vector((x * floor.x, y * floor.y, z * floor.z))
    for x, y in ((-0.15, -0.55), (0.15, -0.55), (0.0, -0.75)):
        yield pose.matrix @ Vector((x * floor.x, y * floor.y, 0.0))

# SPDX-License-Identifier: GPL-3.0-or-later
"""Boxes while they are being drawn on a picture. They are drawn on the screen alone: nothing is in the file.

They outlive the modal operator, which pauses now and then to let Blender autosave.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import bpy

from ...session.language import translated
from .canvas import canvas_in

if TYPE_CHECKING:
    from bpy.types import Area, Context, Region, Scene, Timer, Window

    from .canvas import Canvas

    Box = tuple[float, float, float, float]

_COLOR, _DRAWN_COLOR = (1.0, 0.6, 0.1, 1.0), (1.0, 0.85, 0.5, 1.0)
_CLICK_PIXELS = 6
"""Less than that is a click, and no box."""

_BESIDE = {"UI", "HEADER", "TOOL_HEADER"}
"""Regions of an editor in which presses are not for the picture. Through a toolbar it is seen."""

_current: Drawing | None = None


class Drawing:
    """Boxes that are being drawn in one editor."""

    def __init__(self, context: Context, image: str) -> None:
        self.image = image
        self.boxes: list[Box] = []
        """Left, bottom, right, top, as parts of the picture."""
        self.touched_at = time.monotonic()
        """When the hands last did anything."""
        self.timer: Timer | None = None
        """Of the operator that runs. Kept here, since an operator whose class is unregistered cannot remove it."""
        self._began: tuple[float, float] | None = None
        self._now: tuple[float, float] = (0.0, 0.0)
        self._area = context.area.as_pointer()
        self._seen_through = _camera_of(context.scene)
        self._workspace = context.workspace
        self._space = type(context.space_data)
        self._handler: Any = self._space.draw_handler_add(self._draw, (), "WINDOW", "POST_PIXEL")

    @property
    def is_dragging(self) -> bool:
        """Say whether a button is held."""
        return self._began is not None

    def say(self) -> None:
        """Say in the status bar what can be done."""
        count = len(self.boxes)
        done = f"Enter: Generate {count} {'Prop' if count == 1 else 'Props'}.  Backspace: Undo One.  " if count else ""
        self._workspace.status_text_set(translated(f"Drag around each thing.  {done}Esc, Right Click: Leave It"))

    def where(self) -> tuple[Window, Area, Region] | None:
        """Return the editor, as long as it is there, shows what it showed, and the camera is the same; None else."""
        for window in bpy.context.window_manager.windows:
            for area in window.screen.areas:
                if area.as_pointer() == self._area and isinstance(area.spaces.active, self._space):
                    shown = getattr(area.spaces.active, "image", None)
                    if self.image and (shown is None or shown.name != self.image):
                        return None
                    if _camera_of(window.scene) != self._seen_through:
                        return None
                    return window, area, next(region for region in area.regions if region.type == "WINDOW")
        return None

    def begin(self, x: int, y: int) -> bool:
        """Press at a point of the window; return whether a box begins there."""
        found = self._point_at(x, y) if self.is_over(x, y) else None
        if found is not None:
            self._began = self._now = found
        return found is not None

    def follow(self, x: int, y: int) -> None:
        """Move to a point of the window."""
        if self._began is not None and (found := self._point_at(x, y)) is not None:
            self._now = found
            self.redraw()

    def let_go(self) -> None:
        """Release: what was dragged over becomes a box, if it is larger than a click."""
        if self._began is not None and (where := self.where()) is not None:
            canvas = canvas_in(where[1], where[2])
            box = _box(self._began, self._now)
            if canvas is not None and _is_more_than_a_click(canvas, box):
                self.boxes.append(box)
        self._began = None
        self.say()
        self.redraw()

    def take_back(self) -> None:
        """Remove the last box."""
        del self.boxes[-1:]
        self.say()
        self.redraw()

    def end(self) -> None:
        """Stop drawing. To be called twice is harmless."""
        global _current  # one at a time
        if _current is not self:
            return
        _current = None
        self.stop_timer()
        self._space.draw_handler_remove(self._handler, "WINDOW")
        with suppress(ReferenceError):  # it was removed
            self._workspace.status_text_set(None)
        self.redraw()

    def rest(self) -> None:
        """Stay to be seen while something is asked; nothing more can be drawn."""
        self.stop_timer()
        self._workspace.status_text_set(None)

    def stop_timer(self) -> None:
        """Remove the operator's timer."""
        if self.timer is not None:
            bpy.context.window_manager.event_timer_remove(self.timer)
            self.timer = None

    def redraw(self) -> None:
        """Draw the editor anew, and no sidebar beside it."""
        if (where := self.where()) is not None:
            where[2].tag_redraw()

    def is_in(self, area: Area) -> bool:
        """Say whether this editor shows what is being drawn."""
        where = self.where()
        return where is not None and where[1] == area

    def is_over(self, x: int, y: int) -> bool:
        """Say whether a point of the window is where the picture is shown, and not on a sidebar or header."""
        where = self.where()
        if where is None or canvas_in(where[1], where[2]) is None:
            return False
        over = {each.type for each in where[1].regions if _holds(each, x, y)}
        return "WINDOW" in over and not over & _BESIDE

    def _point_at(self, x: int, y: int) -> tuple[float, float] | None:
        if (where := self.where()) is None or (canvas := canvas_in(*where[1:])) is None:
            return None
        region = where[2]
        across, up = canvas.place_at(x - region.x, y - region.y)
        return min(max(across, 0.0), 1.0), min(max(up, 0.0), 1.0)

    def _draw(self) -> None:
        from . import box_lines  # there is nothing to draw with in background mode

        context = bpy.context
        if context.area is None or context.area.as_pointer() != self._area or self.where() is None:
            return
        canvas = canvas_in(context.area, context.region)
        if canvas is None:
            return
        for number, box in enumerate(self.boxes, 1):
            box_lines.draw(_in_pixels(canvas, box), _COLOR, str(number))
        if self._began is not None:
            box_lines.draw(_in_pixels(canvas, _box(self._began, self._now)), _DRAWN_COLOR, "")


def begin(context: Context, image: str) -> Drawing:
    """Begin to draw; what was being drawn elsewhere is given up."""
    global _current  # see Drawing.end
    give_up()
    _current = Drawing(context, image)
    return _current


def current() -> Drawing | None:
    """Return what is being drawn."""
    return _current


def give_up() -> None:
    """Stop drawing, if anything is drawn."""
    if _current is not None:
        _current.end()


def _camera_of(scene: Scene) -> tuple[str, str]:
    """Return by names what is looked through: undo makes all objects anew."""
    return scene.name, scene.camera.name_full if scene.camera is not None else ""


def _box(one: tuple[float, float], other: tuple[float, float]) -> Box:
    (left, right), (bottom, top) = (sorted(pair) for pair in zip(one, other, strict=True))
    return left, bottom, right, top


def _in_pixels(canvas: Canvas, box: Box) -> Box:
    return *canvas.pixel_at(*box[:2]), *canvas.pixel_at(*box[2:])


def _is_more_than_a_click(canvas: Canvas, box: Box) -> bool:
    left, bottom, right, top = _in_pixels(canvas, box)
    return right - left > _CLICK_PIXELS and top - bottom > _CLICK_PIXELS


def _holds(region: Region, x: int, y: int) -> bool:
    return region.x <= x < region.x + region.width and region.y <= y < region.y + region.height

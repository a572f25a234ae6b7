# SPDX-License-Identifier: GPL-3.0-or-later
"""Boxes are drawn on a picture with the mouse, one around each thing that is to become a prop.

Blender does not autosave while any modal operator runs. So this one ends when the hands are still, and an app timer
starts it again a moment later; what was drawn stays meanwhile.
"""

import sys
import time
from typing import TYPE_CHECKING, Any

import bpy
from bpy.props import BoolProperty

from ...session.language import for_report
from ..refusals import can_be_pressed

if TYPE_CHECKING:
    from bpy.types import Context, Event

_NAVIGATION = ("MIDDLEMOUSE", "WHEEL", "TRACKPAD", "NDOF", "NUMPAD_PERIOD", "WINDOW", "HOME")
"""Beginnings of the events that are for others: looking around."""
LOOK_SECONDS = 0.5
STRETCH_SECONDS = 15.0
STILL_SECONDS = 2.0
LONGEST_STRETCH_SECONDS = 45.0
"""After that it pauses although the hands are not still, but never while a button is held."""
PAUSE_SECONDS = 0.06
"""Autosave looks every 10 ms whether a modal operator still runs. A press in a pause is for the editor itself."""


class RODIN_PROPS_OT_draw_boxes(bpy.types.Operator):
    """Draw a box around each thing in this picture that is to become a prop; each is cut out, and stands where the \
camera sees it"""  # noqa: D205, D209

    bl_idname = "rodin_props.draw_boxes"
    bl_label = "Cut Out Several Props"
    bl_options = set()

    goes_on: BoolProperty(options={"SKIP_SAVE", "HIDDEN"})

    _drawing: Any = None
    _began_at = 0.0

    @classmethod
    def poll(cls, context: "Context") -> bool:
        from ...session.inputs import readiness
        from . import canvas

        lacking = readiness.missing_for_account(context)
        return can_be_pressed(cls, lacking.sentence if lacking is not None else canvas.missing(context))

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from . import canvas, drawing

        drawn = drawing.current()
        if drawn is None or not drawn.is_in(context.area):
            drawn = None if self.goes_on else drawing.begin(context, canvas.image_name(context))
        if drawn is None or drawn.timer is not None:  # nothing that was drawn is lost by another press
            return {"CANCELLED"}
        self._drawing = drawn
        self._began_at = time.monotonic()
        self._drawing.timer = context.window_manager.event_timer_add(LOOK_SECONDS, window=context.window)
        context.window_manager.modal_handler_add(self)
        self._drawing.say()
        self._drawing.redraw()
        return {"RUNNING_MODAL"}

    def modal(self, context: "Context", event: "Event") -> set[str]:
        from . import drawing

        drawn = self._drawing
        if drawing.current() is not drawn or drawn.where() is None:  # its editor shows something else now
            self.cancel(context)
            return {"CANCELLED", "PASS_THROUGH"}
        if event.type.startswith("TIMER"):
            return self._look(context)
        if event.type != "NONE":
            drawn.touched_at = time.monotonic()
        if event.type in {"MOUSEMOVE", "INBETWEEN_MOUSEMOVE"}:
            drawn.follow(event.mouse_x, event.mouse_y)
            return {"RUNNING_MODAL" if drawn.is_dragging else "PASS_THROUGH"}
        if event.type == "ESC" and event.value == "PRESS":
            self.cancel(context)
            return {"CANCELLED"}
        if event.type == "LEFTMOUSE" and event.value == "RELEASE" and drawn.is_dragging:
            drawn.let_go()
            return {"RUNNING_MODAL"}
        if not drawn.is_over(event.mouse_x, event.mouse_y):
            return {"PASS_THROUGH"}
        if event.type.startswith(_NAVIGATION):
            drawn.redraw()
            return {"PASS_THROUGH"}
        return self._act(context, event) if event.value == "PRESS" else {"RUNNING_MODAL"}

    def _act(self, context: "Context", event: "Event") -> set[str]:
        """Do what was pressed over the picture. Nothing that is pressed there is for others."""
        drawn = self._drawing
        if event.type == "RIGHTMOUSE":
            self.cancel(context)
            return {"CANCELLED"}
        if event.type == "LEFTMOUSE":
            drawn.begin(event.mouse_x, event.mouse_y)
        elif event.type in {"BACK_SPACE", "DEL"} or (event.type == "Z" and event.ctrl):
            drawn.take_back()
        elif event.type in {"RET", "NUMPAD_ENTER"} and drawn.boxes:
            return self._finish(context)
        return {"RUNNING_MODAL"}

    def _look(self, context: "Context") -> set[str]:
        """Pause if it is time for that. The timers of other operators send events to this one too."""
        now, drawn = time.monotonic(), self._drawing
        is_still = now - drawn.touched_at > STILL_SECONDS
        stretch = STRETCH_SECONDS if is_still else LONGEST_STRETCH_SECONDS
        if drawn.is_dragging or now - self._began_at < stretch:
            return {"PASS_THROUGH"}
        drawn.stop_timer()
        go_on_soon()
        return {"FINISHED", "PASS_THROUGH"}

    def _finish(self, context: "Context") -> set[str]:
        """Ask what the things are, and whether to pay. The numbered boxes can be seen meanwhile."""
        given: dict[str, Any] = {"boxes": [{"name": "", "box": box} for box in self._drawing.boxes]}
        given |= {"image": self._drawing.image, "is_drawn": True}
        try:
            bpy.ops.rodin_props.generate_from_boxes("INVOKE_DEFAULT", **given)  # pyright: ignore[reportAttributeAccessIssue]
        except RuntimeError as error:  # it was refused: nothing that was drawn is lost
            _, _, text = str(error).strip().partition(": ")  # Blender puts “Error: ” before it, in its language
            self.report({"ERROR"}, for_report(text))
            return {"RUNNING_MODAL"}
        self._drawing.rest()
        return {"FINISHED"}

    def cancel(self, context: "Context") -> None:
        self._drawing.end()


def go_on_soon() -> None:
    """Let what is being drawn be drawn on."""
    if not bpy.app.timers.is_registered(_go_on):
        bpy.app.timers.register(_go_on, first_interval=PAUSE_SECONDS, persistent=True)


def _go_on() -> None:
    """Start the next stretch, if the editor still shows the picture; an app timer calls this."""
    from . import drawing

    drawn = drawing.current()
    if drawn is None:
        return
    where = drawn.where()
    if where is None:
        drawn.end()
        return
    window, area, region = where
    try:
        with bpy.context.temp_override(window=window, area=area, region=region):
            bpy.ops.rodin_props.draw_boxes("INVOKE_DEFAULT", goes_on=True)  # pyright: ignore[reportAttributeAccessIssue]
    except RuntimeError:  # something is missing now that was there: a camera, a key
        drawn.end()


def register() -> None:
    bpy.utils.register_class(RODIN_PROPS_OT_draw_boxes)


def unregister() -> None:
    if bpy.app.timers.is_registered(_go_on):
        bpy.app.timers.unregister(_go_on)
    # A running operator ends with its class, without cancel().
    if (drawing := sys.modules.get(f"{__package__}.drawing")) is not None:
        drawing.give_up()
    bpy.utils.unregister_class(RODIN_PROPS_OT_draw_boxes)

# SPDX-License-Identifier: GPL-3.0-or-later
"""A finished prop follows the mouse over the surfaces of the scene until a click.

That stands in for a drag: Blender lets nobody drag anything of ours out of a panel. What follows the mouse is drawn and
is in no file, so Esc has nothing to take back.
"""

import sys
from typing import TYPE_CHECKING, Any

import bpy
from bpy.props import FloatProperty, FloatVectorProperty

from ...session import session
from ...session.language import for_report
from ...session.refusals import NOTHING_GENERATED, being_prepared, not_finished, wrong_mode
from ..refusals import can_be_pressed, refused
from .job_actions import JobOperator, job_property

if TYPE_CHECKING:
    from bpy.types import Context, Event

    from ...jobs.job import Job

_NAVIGATION = ("MIDDLEMOUSE", "WHEEL", "TRACKPAD", "NDOF", "NUMPAD", "TIMER", "WINDOW")
"""Beginnings of the events that are for others: looking around, and the monitor."""


class RODIN_PROPS_OT_place_job(JobOperator, bpy.types.Operator):
    """Let the finished prop follow the mouse over the scene, and put it down with a click. It costs nothing"""

    bl_idname = "rodin_props.place_job"
    bl_label = "Place Prop"
    takes_selected = True

    job: job_property()
    location: FloatVectorProperty(
        name="Location",
        description="Where the middle of its floor is, in world space",
        subtype="XYZ",
        options={"SKIP_SAVE", "HIDDEN"},
    )
    turn: FloatProperty(name="Turn", description="About the vertical", subtype="ANGLE", options={"SKIP_SAVE", "HIDDEN"})

    _placing: Any = None

    @classmethod
    def poll(cls, context: "Context") -> bool:
        nothing = NOTHING_GENERATED if session.current().jobs.is_known_to_be_empty else ""
        return can_be_pressed(cls, wrong_mode(context) or nothing)

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        if self.properties.is_property_set("location"):
            return self.execute(context)
        from .placing import Placing

        job = self.find_job()
        if job is None or self._refuses(job):
            return {"CANCELLED"}
        self._placing = Placing(context, job)
        self._placing.follow(context, event)
        context.window_manager.modal_handler_add(self)
        return {"RUNNING_MODAL"}

    def modal(self, context: "Context", event: "Event") -> set[str]:
        placing = self._placing
        if event.type in {"MOUSEMOVE", "INBETWEEN_MOUSEMOVE"}:
            placing.follow(context, event)
        elif event.type in {"ESC", "RIGHTMOUSE"} and event.value == "PRESS":
            self.cancel(context)
            return {"CANCELLED"}
        elif event.type == "R" and event.value == "PRESS":
            placing.turn_on(back=event.shift)
        elif event.type == "LEFTMOUSE" and event.value == "PRESS":
            placing.follow(context, event)
            self.cancel(context)
            if placing.location is None:
                return refused(self, "It was not placed: the click was not in a 3D viewport.", level="INFO")
            self.location, self.turn = placing.location, placing.turn
            return self.execute(context)
        elif event.type.startswith(_NAVIGATION):
            return {"PASS_THROUGH"}
        return {"RUNNING_MODAL"}

    def cancel(self, context: "Context") -> None:
        self._placing.end()

    def act(self, context: "Context", job: "Job") -> None:
        from mathutils import Vector

        from ...session.gallery.importing import place

        is_given = self.properties.is_property_set("location")
        location = Vector(self.location) if is_given else context.scene.cursor.location
        if not self._refuses(job) and place(context, job, location, turn=self.turn) is None:
            self.report({"INFO"}, for_report(being_prepared(job)))

    def _refuses(self, job: "Job") -> bool:
        """Report what cannot be placed; return whether that is so."""
        from ...jobs.work import Kind
        from ...session.gallery.importing import IMPORTABLE

        if job.kind is not Kind.GENERATION:
            self.report({"WARNING"}, for_report(f"“{job.name}” belongs to a mesh or a prop. Import it instead."))
        elif job.state not in IMPORTABLE:
            self.report({"WARNING"}, for_report(not_finished(job)))
        else:
            return False
        return True


def register() -> None:
    bpy.utils.register_class(RODIN_PROPS_OT_place_job)


def unregister() -> None:
    # A running operator ends with its class, without cancel().
    if (placing := sys.modules.get(f"{__package__}.placing")) is not None:
        placing.end_all()
    bpy.utils.unregister_class(RODIN_PROPS_OT_place_job)

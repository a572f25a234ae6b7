# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with a set of blockouts, beside asking for its props: listed, selected, brought in."""

from typing import TYPE_CHECKING

import bpy
from bpy.props import StringProperty

from ...errors import RodinError
from ...session import addon, session
from ...session.language import for_report
from ...session.refusals import wrong_mode
from .. import monitor
from ..refusals import can_be_pressed, refused

if TYPE_CHECKING:
    from bpy.types import Context


def _look_again() -> None:
    from ...session.dressing import table

    table.note_change()
    monitor.wake()


class RODIN_PROPS_OT_list_blockouts(bpy.types.Operator):
    """Add the selected objects to the set of blockouts, in place of a collection"""

    bl_idname = "rodin_props.list_blockouts"
    bl_label = "List Selected"
    bl_options = {"UNDO"}

    @classmethod
    def poll(cls, context: "Context") -> bool:
        return can_be_pressed(cls, "" if context.selected_objects else "Select blockouts first.")

    def execute(self, context: "Context") -> set[str]:
        editable = [target for target in context.selected_objects if target.is_editable]
        if not editable:
            return refused(self, "What is selected is linked from another file. Make it local first.")
        addon.dressing(context).collection = None
        for target in editable:
            addon.own_inputs(target).is_listed = True
        _look_again()
        return {"FINISHED"}


class RODIN_PROPS_OT_unlist_blockouts(bpy.types.Operator):
    """Take a blockout out of the set, or all of them. Objects and props stay as they are"""

    bl_idname = "rodin_props.unlist_blockouts"
    bl_label = "Take out of the Set"
    bl_options = {"UNDO"}

    name: StringProperty(name="Blockout", description="Its name; all without one", options={"SKIP_SAVE"})

    def execute(self, context: "Context") -> set[str]:
        for target in context.scene.objects:
            own = addon.own_inputs(target)
            if own.is_listed and self.name in ("", target.name) and target.is_editable:
                own.is_listed = False
        _look_again()
        return {"FINISHED"}


class RODIN_PROPS_OT_select_blockout(bpy.types.Operator):
    """Select a blockout of the set, or its prop where that has come"""

    bl_idname = "rodin_props.select_blockout"
    bl_label = "Select"
    bl_options = {"UNDO"}

    name: StringProperty(name="Object", description="Its name", options={"SKIP_SAVE"})

    @classmethod
    def poll(cls, context: "Context") -> bool:
        return can_be_pressed(cls, wrong_mode(context))

    def execute(self, context: "Context") -> set[str]:
        found = context.view_layer.objects.get(self.name)
        if found is None or not found.visible_get():
            return refused(self, f"“{self.name}” is hidden, or is not in this view layer.", level="WARNING")
        for each in context.selected_objects:
            each.select_set(False)
        found.select_set(True)
        context.view_layer.objects.active = found
        return {"FINISHED"}


class RODIN_PROPS_OT_bring_in(bpy.types.Operator):
    """Bring all props of the set that are ready into the scene, in one step, without waiting for the others. Costs \
nothing"""  # noqa: D205, D209

    bl_idname = "rodin_props.bring_in"
    bl_label = "Bring In What Is Ready"

    @classmethod
    def poll(cls, context: "Context") -> bool:
        return can_be_pressed(cls, wrong_mode(context))

    def execute(self, context: "Context") -> set[str]:
        from ...session.dressing import placing, rows

        try:
            session.current().refresh()
            imported = placing.bring_in(context, rows.rows(context))
        except RodinError as error:
            return refused(self, error)
        for sentence in imported.errors:
            self.report({"WARNING"}, for_report(sentence))
        self.report({"INFO"} if imported.landed else {"WARNING"}, for_report(imported.sentence))
        _look_again()
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory(
    (
        RODIN_PROPS_OT_list_blockouts,
        RODIN_PROPS_OT_unlist_blockouts,
        RODIN_PROPS_OT_select_blockout,
        RODIN_PROPS_OT_bring_in,
    )
)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Props of the set that are ready come in now, in one step."""

from typing import TYPE_CHECKING

import bpy

from ...errors import RodinError
from ...session import session
from .. import monitor

if TYPE_CHECKING:
    from bpy.types import Context


class RODIN_PROPS_OT_bring_in(bpy.types.Operator):
    """Bring all props of the set that are ready into the scene, in one step, without waiting for the others. Costs \
nothing"""  # noqa: D205, D209

    bl_idname = "rodin_props.bring_in"
    bl_label = "Bring In What Is Ready"

    @classmethod
    def poll(cls, context: "Context") -> bool:
        if context.mode != "OBJECT":
            cls.poll_message_set("Switch to Object Mode first.")
            return False
        return True

    def execute(self, context: "Context") -> set[str]:
        from ...session.dressing import placing, rows, table

        try:
            session.current().refresh()
            imported = placing.bring_in(context, rows.rows(context))
        except RodinError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        for sentence in imported.errors:
            self.report({"WARNING"}, sentence)
        self.report({"INFO"} if imported.landed else {"WARNING"}, imported.sentence)
        table.note_change()
        monitor.wake()
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_bring_in,))

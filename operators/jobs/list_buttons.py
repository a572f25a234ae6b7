# SPDX-License-Identifier: GPL-3.0-or-later
"""What is pressed in the list of jobs beside the jobs themselves: sentences that were read, pages that are turned."""

import bpy
from bpy.props import IntProperty

from ...session import session


class RODIN_PROPS_OT_dismiss_notices(bpy.types.Operator):
    """Take these sentences off the list; they were read"""

    bl_idname = "rodin_props.dismiss_notices"
    bl_label = "Understood"

    def execute(self, context: bpy.types.Context) -> set[str]:
        state = session.current()
        state.ledger.notices.clear()
        state.refresh()
        return {"FINISHED"}


class RODIN_PROPS_OT_turn_page(bpy.types.Operator):
    """Show other older generations"""

    bl_idname = "rodin_props.turn_page"
    bl_label = "Turn Page"
    bl_options = {"INTERNAL"}

    pages: IntProperty(
        name="Pages", description="How many pages to older generations; back to newer ones if negative", default=1
    )

    @classmethod
    def description(cls, context: bpy.types.Context, properties: "RODIN_PROPS_OT_turn_page") -> str:
        """Return the tooltip: which way it goes."""
        return "Show older generations" if properties.pages > 0 else "Show newer generations"

    def execute(self, context: bpy.types.Context) -> set[str]:
        session.current().older.turn(self.pages)
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_dismiss_notices, RODIN_PROPS_OT_turn_page))

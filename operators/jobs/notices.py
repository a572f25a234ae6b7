# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences that the ledger keeps for the artist, such as that a damaged list of jobs was rebuilt."""

import bpy

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


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_dismiss_notices,))

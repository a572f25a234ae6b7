# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences that the ledger keeps for the artist, such as that a damaged list of jobs was rebuilt."""

import bpy

from ..errors import RodinError
from ..session import addon, session


class RODIN_PROPS_OT_dismiss_notices(bpy.types.Operator):
    """Take these sentences off the list; they were read"""

    bl_idname = "rodin_props.dismiss_notices"
    bl_label = "Understood"

    def execute(self, context: bpy.types.Context) -> set[str]:
        here = session.current()
        here.ledger.notices.clear()
        here.refresh()
        return {"FINISHED"}


def standing_notices(context: bpy.types.Context) -> tuple[str, ...]:
    """What the artist should know now: the ledger's notices, and why no worker runs."""
    here = session.current()
    if not here.has_ledger:
        return ()
    try:
        problem = here.supervisor.problem(addon.account(context).id)
    except RodinError:
        return here.notices
    return (*here.notices, str(problem)) if problem else here.notices


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_dismiss_notices,))

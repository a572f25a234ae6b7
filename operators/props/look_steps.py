# SPDX-License-Identifier: GPL-3.0-or-later
"""Step through the looks of a mesh, and remove one. Nothing here pays: all looks are in the file."""

from typing import TYPE_CHECKING

import bpy
from bpy.props import IntProperty

from ...session.language import translated
from ...session.refusals import wrong_mode
from ..refusals import OperatorBase, can_be_pressed

if TYPE_CHECKING:
    from bpy.types import Context


class _LookOperator(OperatorBase):
    """What they share: a mesh that can be changed and has looks, in Object Mode."""

    @classmethod
    def poll(cls, context: "Context") -> bool:
        from ...scene.looks import looks

        active = context.active_object
        sentence = wrong_mode(context)
        if active is None or not looks.looks_of(active):
            sentence = "Select a mesh that has got new textures."
        elif not active.is_editable or not active.data.is_editable:
            sentence = "This mesh is linked from another file. Make it local first."
        return can_be_pressed(cls, sentence)


class RODIN_PROPS_OT_show_look(_LookOperator, bpy.types.Operator):
    """Show another look of this mesh, or its own materials; costs nothing. What shares its materials changes with it"""

    bl_idname = "rodin_props.show_look"
    bl_label = "Show Look"

    offset: IntProperty(name="Step", description="How many looks forward, or back if negative", default=1)

    def execute(self, context: "Context") -> set[str]:
        from ...scene.looks import looks

        active = context.active_object
        known = looks.looks_of(active)
        steps = [looks.OWN_LOOK, *known]
        index = (steps.index(looks.shown_of(active, known)) + self.offset) % len(steps)
        looks.show(active, steps[index])
        bpy.ops.ed.undo_push(message=translated(f"Show Look {index + 1} of {active.name}"))
        return {"FINISHED"}


class RODIN_PROPS_OT_remove_look(_LookOperator, bpy.types.Operator):
    """Remove the look that this mesh shows, and the UV map that came with it; the mesh's own materials stay"""

    bl_idname = "rodin_props.remove_look"
    bl_label = "Remove Look"

    @classmethod
    def poll(cls, context: "Context") -> bool:
        from ...scene.looks import looks

        if not super().poll(context):
            return False
        is_own = looks.shown_look(context.active_object) == looks.OWN_LOOK
        return can_be_pressed(
            cls, "The mesh shows its own materials. Step to the look that is to go." if is_own else ""
        )

    def execute(self, context: "Context") -> set[str]:
        from ...scene.looks import looks

        active = context.active_object
        looks.remove(active, looks.shown_look(active))
        bpy.ops.ed.undo_push(message=translated(f"Remove Look of {active.name}"))
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_show_look, RODIN_PROPS_OT_remove_look))

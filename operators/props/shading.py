# SPDX-License-Identifier: GPL-3.0-or-later
"""How props look whose picture has the light in it: in the light of the scene, or unlit. Costs nothing."""

from typing import TYPE_CHECKING

import bpy
from bpy.props import BoolProperty

from ...session.language import translated
from ..refusals import refused
from .variant_steps import PropOperator

if TYPE_CHECKING:
    from bpy.types import Context


class RODIN_PROPS_OT_show_unlit(PropOperator, bpy.types.Operator):
    """Show the picture of this Shaded prop as Rodin made it, whatever the light. Only the camera sees it so: it \
shines on nothing. Off, the prop takes the light of the scene. What shares its material changes with it"""  # noqa: D205, D209

    bl_idname = "rodin_props.show_unlit"
    bl_label = "Show Unlit"

    unlit: BoolProperty(name="Unlit", description="As Rodin made it, or in the light of the scene", default=True)

    def execute(self, context: "Context") -> set[str]:
        from ...scene import shaded
        from ...session.inputs import variant

        prop = variant.active_prop(context)
        assert prop is not None  # see poll
        materials = [each for each in shaded.shaded_materials(prop) if each.is_editable]
        if not materials:
            return refused(
                self, "This prop was not made with the Shaded material: it takes the light of the scene.", level="INFO"
            )
        for material in materials:
            shaded.show(material, unlit=self.unlit)
        bpy.ops.ed.undo_push(
            message=translated(f"Show {prop.name} {'Unlit' if self.unlit else 'in the Light of the Scene'}")
        )
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_show_unlit,))

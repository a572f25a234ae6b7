# SPDX-License-Identifier: GPL-3.0-or-later
"""Picture files dropped onto the 3D viewport. Blender offers its own ways beside ours, in a menu."""

from typing import TYPE_CHECKING

import bpy

from ..operators.making.drop_pictures import RODIN_PROPS_OT_drop_pictures

if TYPE_CHECKING:
    from bpy.types import Context


class RODIN_PROPS_FH_pictures(bpy.types.FileHandler):
    bl_idname = "RODIN_PROPS_FH_pictures"
    bl_label = "Generate Rodin Prop"
    bl_import_operator = RODIN_PROPS_OT_drop_pictures.bl_idname
    bl_file_extensions = ";".join(sorted(bpy.path.extensions_image))  # pyright: ignore[reportAttributeAccessIssue]

    @classmethod
    def poll_drop(cls, context: "Context") -> bool:
        return context.area is not None and context.area.type == "VIEW_3D"


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_FH_pictures,))

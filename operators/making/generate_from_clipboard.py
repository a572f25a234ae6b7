# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop from the picture on the clipboard."""

from dataclasses import replace
from typing import TYPE_CHECKING

import bpy

from ...session.sources import Source
from ..refusals import refused
from .generate_operator import GenerateOperator

if TYPE_CHECKING:
    from bpy.types import Context


class RODIN_PROPS_OT_generate_from_clipboard(GenerateOperator, bpy.types.Operator):
    """Have Rodin make a prop from the picture on the clipboard"""

    bl_idname = "rodin_props.generate_from_clipboard"
    bl_label = "Generate Prop from Clipboard"
    source = Source.PICTURE

    def execute(self, context: "Context") -> set[str]:
        from ...scene.images import clipboard
        from ...session.inputs import naming, readiness
        from ...session.inputs.from_settings import inputs_from_settings
        from ...session.picture_list import BlenderImage

        if self.to_blockouts(context) and (missing := readiness.missing_for_place(context)):
            return refused(self, missing.sentence)
        try:
            image = clipboard.paste_image(context)
        except clipboard.ClipboardUnusable as error:
            return refused(self, error)
        try:
            inputs = inputs_from_settings(context, self.source, pictures=(BlenderImage(image.name),))
            name = naming.prop_name(prompt=inputs.prompt, picture=None, fallback="Pasted prop")
            return self.generate(context, replace(inputs, name=name))
        finally:
            bpy.data.images.remove(image)


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_generate_from_clipboard,))

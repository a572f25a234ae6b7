# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop from an image that lives in Blender: the one in the Image Editor, or one chosen by name."""

from dataclasses import replace
from typing import TYPE_CHECKING

import bpy

from ...errors import Remedy
from ...session import addon
from ...session.language import translated
from ...session.sources import Source
from ..refusals import refused
from .generate_operator import GenerateOperator
from .one_picture import image_property

if TYPE_CHECKING:
    from bpy.types import Context, Event, Image

    from ...session.inputs.readiness import Missing


def image_in_editor(context: "Context") -> "Image | None":
    """Return what the Image Editor shows."""
    space = context.space_data
    return space.image if isinstance(space, bpy.types.SpaceImageEditor) else None


def missing(context: "Context", image: "Image | None") -> "Missing | None":
    """Return the first thing that keeps a prop from being made of an image, or None."""
    from ...api.options.rules import problems
    from ...session.inputs import image_choice, readiness
    from ...session.inputs.blockouts import go_to_blockouts
    from ...session.inputs.readiness import Missing

    if lacking := readiness.missing_for_account(context):
        return lacking
    if image is None:
        return Missing(sentence="Open an image, or choose one.", remedy=Remedy.CHANGE_INPUT)
    if sentence := image_choice.refusal_sentence(image):
        return Missing(sentence=sentence, remedy=Remedy.CHANGE_INPUT)
    if go_to_blockouts(context) and (lacking := readiness.missing_for_place(context)):
        return lacking
    settings = addon.settings(context)
    wrong = problems(settings.to_options(), image_count=1, has_prompt=bool(settings.prompt.strip()))
    return Missing(sentence=wrong[0].sentence, remedy=Remedy.CHANGE_OPTIONS) if wrong else None


class RODIN_PROPS_OT_generate_from_blender_image(GenerateOperator, bpy.types.Operator):
    """Have Rodin make a prop from an image of this file: painted, rendered, packed or opened"""

    bl_idname = "rodin_props.generate_from_blender_image"
    bl_label = "Generate Prop from Blender Image"
    source = Source.PICTURE

    image: image_property("An image of this file; the one in the Image Editor if none is given")

    def chosen(self, context: "Context") -> "Image | None":
        """Return the image that was given, else that of the Image Editor."""
        from ...session.inputs import image_choice

        if self.properties.is_property_set("image"):
            return image_choice.find(self.image)
        return image_in_editor(context)

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...scene.background.run import get_ready
        from ...session.inputs import image_choice
        from ...session.inputs.blockouts import price, selected_blockouts

        if self.chosen(context) is not None:
            return self.confirm(context, event)
        images = image_choice.offered()
        if not images:
            return refused(self, image_choice.NO_IMAGE)
        get_ready()
        self.image = image_choice.most_likely(images).name_full
        count = len(selected_blockouts(context)) if self.to_blockouts(context) else 1
        text = f"Generate {price(context, count)}"
        return context.window_manager.invoke_props_dialog(self, width=400, confirm_text=translated(text))

    def execute(self, context: "Context") -> set[str]:
        from ...session.inputs import naming
        from ...session.inputs.from_settings import inputs_from_settings
        from ...session.picture_list import BlenderImage

        image = self.chosen(context)
        if lacking := missing(context, image):
            return refused(self, lacking.sentence)
        assert image is not None
        inputs = inputs_from_settings(context, self.source, pictures=(BlenderImage(image.name),))
        if image.source == "VIEWER":
            inputs = replace(
                inputs, name=naming.prop_name(prompt=inputs.prompt, picture=None, fallback="Rendered prop")
            )
        return self.generate(context, inputs)


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_generate_from_blender_image,))

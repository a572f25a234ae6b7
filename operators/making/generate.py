# SPDX-License-Identifier: GPL-3.0-or-later
"""The generate operators of the sources in the panel."""

from pathlib import Path
from typing import TYPE_CHECKING

import bpy
from bpy.props import CollectionProperty, StringProperty

from ...session import addon
from ...session.language import CONTEXT, translated
from ...session.sources import Source
from ..refusals import refused
from .generate_operator import GenerateOperator

if TYPE_CHECKING:
    from bpy.types import Context, Event

    from ...session.picture_list import PictureInput


class SceneOperator(GenerateOperator):
    """What the operators share that take pictures of the scene."""

    takes_pictures = True

    def execute(self, context: "Context") -> set[str]:
        from ...session.inputs import readiness
        from ...session.inputs.from_settings import inputs_from_settings

        if missing := readiness.missing(context, self.source):
            return refused(self, missing.sentence)
        return self.generate(context, inputs_from_settings(context, self.source))


class RODIN_PROPS_OT_generate_from_camera(SceneOperator, bpy.types.Operator):
    """Take a picture through the active camera and have Rodin make a prop from it"""

    bl_idname = Source.CAMERA.description.operator
    bl_label = "Generate Prop from Camera"
    source = Source.CAMERA


class RODIN_PROPS_OT_generate_from_viewport(SceneOperator, bpy.types.Operator):
    """Take a picture of the 3D viewport as it is shown and have Rodin make a prop from it"""

    bl_idname = Source.VIEWPORT.description.operator
    bl_label = "Generate Prop from Viewport"
    source = Source.VIEWPORT


class RODIN_PROPS_OT_generate_from_views(SceneOperator, bpy.types.Operator):
    """Take pictures of the selected objects from the front, the left, the back and the right, and have Rodin make \
a prop from them"""  # noqa: D205, D209

    bl_idname = Source.VIEWS.description.operator
    bl_label = "Generate Prop from Views of Selection"
    source = Source.VIEWS


class RODIN_PROPS_OT_generate_from_image(GenerateOperator, bpy.types.Operator):
    """Have Rodin make a prop from one picture, or from up to five pictures of one object"""

    bl_idname = Source.PICTURE.description.operator
    bl_label = "Generate Prop from Picture"
    source = Source.PICTURE

    filepath: StringProperty(description="The picture", subtype="FILE_PATH", options={"SKIP_SAVE"})
    directory: StringProperty(description="Of the pictures", subtype="DIR_PATH", options={"SKIP_SAVE"})
    files: CollectionProperty(type=bpy.types.OperatorFileListElement, options={"SKIP_SAVE", "HIDDEN"})
    filter_image: bpy.props.BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})
    filter_folder: bpy.props.BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})

    def chosen(self, context: "Context") -> "tuple[PictureInput, ...]":
        """Return the pictures handed to the operator, else those of the panel."""
        from ...session.picture_list import pictures_of

        if names := [element.name for element in self.files if element.name]:
            return tuple(Path(bpy.path.abspath(self.directory)) / name for name in names)
        if self.filepath:
            return (Path(bpy.path.abspath(self.filepath)),)
        return pictures_of(addon.settings(context))

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...scene.background.run import get_ready

        if self.chosen(context):
            return self.confirm(context, event)
        get_ready()
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context: "Context") -> set[str]:
        from ...api.picture_rules import MOST_PICTURES, TOO_MANY
        from ...session.inputs.from_settings import inputs_from_settings
        from ...session.picture_list import labels_of, pictures_of

        if not (pictures := self.chosen(context)):
            return refused(self, "Choose a picture.")
        if len(pictures) > MOST_PICTURES:
            return refused(self, f"{TOO_MANY} Choose fewer.")
        settings = addon.settings(context)
        labels = labels_of(settings) if pictures == pictures_of(settings) else ()
        inputs = inputs_from_settings(context, self.source, pictures=pictures, picture_labels=labels)
        return self.generate(context, inputs)


class RODIN_PROPS_OT_generate_from_text(GenerateOperator, bpy.types.Operator):
    """Have Rodin make a prop from words alone"""

    bl_idname = Source.TEXT.description.operator
    bl_label = "Generate Prop from Text"
    source = Source.TEXT

    prompt: StringProperty(
        name="Prompt", description="What the prop is, in words", options={"SKIP_SAVE"}, translation_context=CONTEXT
    )

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        if self.prompt.strip() or self.to_blockouts(context):
            return self.confirm(context, event)
        self.prompt = addon.settings(context).prompt
        return context.window_manager.invoke_props_dialog(self, width=400, confirm_text=translated("Generate"))

    def execute(self, context: "Context") -> set[str]:
        from ...session.inputs.from_settings import inputs_from_settings

        prompt = self.prompt.strip() or addon.settings(context).prompt.strip()
        if not prompt and not self.to_blockouts(context):
            return refused(self, "Write a prompt.")
        return self.generate(context, inputs_from_settings(context, self.source, prompt=prompt))


register, unregister = bpy.utils.register_classes_factory(
    (
        RODIN_PROPS_OT_generate_from_camera,
        RODIN_PROPS_OT_generate_from_viewport,
        RODIN_PROPS_OT_generate_from_views,
        RODIN_PROPS_OT_generate_from_image,
        RODIN_PROPS_OT_generate_from_text,
    )
)

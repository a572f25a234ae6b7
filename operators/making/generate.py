# SPDX-License-Identifier: GPL-3.0-or-later
"""The generate operators. None has REGISTER (Shift+R would pay again) or UNDO (the redo panel would pay)."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import bpy
from bpy.props import CollectionProperty, StringProperty

from ...errors import RodinError
from ...session import addon, session
from ...session.language import CONTEXT, translated
from ...session.sources import Source
from .. import monitor
from ..refusals import OperatorBase, can_be_pressed, refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context, Event

    from ...api.options.prices import ListPrice
    from ...session.making.picture_queue import Place
    from ...session.picture_list import PictureInput
    from ...session.prop_inputs import Inputs


def said_of(batch: "Sequence[Inputs]") -> str:
    """Return the beginning of “Chair is on the way”, of the props that are made."""
    return f"{batch[0].name} is" if len(batch) == 1 else f"{len(batch)} props are"


class GenerateOperator(OperatorBase):
    """What the generate operators share: check, make the job, report in words."""

    source: Source
    takes_pictures: ClassVar[bool] = False
    """Another Blender takes them of the scene, or makes them fit."""
    if TYPE_CHECKING:

        def execute(self, context: "Context") -> set[str]: ...

    bl_options = set()

    @classmethod
    def poll(cls, context: "Context") -> bool:
        from ...session.inputs import readiness

        missing = readiness.missing_for_account(context)
        return can_be_pressed(cls, missing.sentence if missing else "")

    @classmethod
    def priced(cls, context: "Context") -> "ListPrice | None":
        """Return what one costs by the list; None where that is not known before the press."""
        return addon.settings(context).to_options().list_price

    @classmethod
    def description(cls, context: "Context", properties: object) -> str:
        from ...session.inputs import prices

        return prices.in_tooltip(context, cls.__doc__ or "", cls.priced(context))

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        return self.confirm(context, event)

    def generate(self, context: "Context", inputs: "Inputs") -> set[str]:
        """Make the job, or one for each blockout, and return at once; in background mode, when the props are there."""
        from ...session.inputs import blockouts
        from ...session.inputs.as_seen import placed_as_seen

        try:
            if self.to_blockouts(context):
                batch = blockouts.inputs_for_each(context, inputs)
            else:
                batch = (placed_as_seen(context, inputs),)
        except RodinError as error:
            return refused(self, error)
        return self.begin(context, batch, said=said_of(batch))

    def begin(
        self, context: "Context", batch: "Sequence[Inputs]", *, said: str, place: "Place | None" = None
    ) -> set[str]:
        """Make the jobs and return at once; in background mode, when what they make is in the scene.

        :param said: the beginning of “a chair is on the way”.
        """
        from ...session.making import generation, picture_queue

        try:
            picture_queue.begin(context, batch, place=place or generation.place_all)
        except RodinError as error:
            session.current().take_remarks()  # the error is reported in their place
            return refused(self, error)
        finally:
            monitor.show_places()  # of several jobs, some may be there although others failed
        done = "in the scene" if bpy.app.background else "on the way; go on working meanwhile"
        self.report({"INFO"}, translated(" ".join([*session.current().take_remarks(), f"{said} {done}."])))
        return {"FINISHED"}

    def to_blockouts(self, context: "Context") -> bool:
        """Say whether the props go to the selected blockouts."""
        from ...session.inputs import blockouts

        return blockouts.go_to_blockouts(context)

    def confirm(self, context: "Context", event: "Event") -> set[str]:
        """Say how many props it will be and what they cost, and ask, if it is more than one."""
        from ...scene.background.run import get_ready
        from ...session.inputs import blockouts

        count = len(blockouts.selected_blockouts(context)) if self.to_blockouts(context) else 1
        if count < 2:
            return self.execute(context)
        if sentence := blockouts.refusal_sentence(context):
            return refused(self, sentence)
        if self.takes_pictures:
            get_ready()
        return context.window_manager.invoke_confirm(
            self,
            event,
            title=translated(blockouts.question(count)),
            message=translated(blockouts.confirmation_sentence(context)),
            confirm_text=translated(f"Generate {blockouts.price(context, count)}"),
            icon="QUESTION",
        )


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

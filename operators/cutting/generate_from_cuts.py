# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop for each box drawn on a picture, or for each blockout's silhouette in it. One price, one question."""

from typing import TYPE_CHECKING

import bpy
from bpy.props import BoolProperty, CollectionProperty, FloatVectorProperty, StringProperty

from ...errors import RodinError
from ...session.language import translated
from ...session.sources import NO_CAMERA, Source
from ..making.generate_operator import GenerateOperator
from ..refusals import refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context, Event

    from ...session.prop_inputs import Inputs

_IMAGE_HELP = "Name of an image of this file that shows what the camera sees; the camera's own picture if it is empty"
_DIALOG_UNITS = 380


class RodinPropsDrawnBox(bpy.types.PropertyGroup):
    """A box that somebody drew around a thing in a picture; its name is what the thing is, in words."""

    box: FloatVectorProperty(
        name="Box",
        description="Left, bottom, right and top, as parts of the picture from its lower left corner",
        size=4,
        options={"SKIP_SAVE"},
    )


class CutsOperator(GenerateOperator):
    """What the two share."""

    takes_pictures = True

    def to_blockouts(self, context: "Context") -> bool:
        return False

    def begin_all(self, context: "Context", batch: "Sequence[Inputs]") -> set[str]:
        """Make the jobs and return at once; in background mode, when the props are there."""
        from ..making.begun import props_sentence

        return self.begin(context, batch, said=props_sentence(batch))

    def refusal(self, context: "Context") -> str:
        """Return what keeps the props from being made, beside boxes and blockouts, in a sentence; "" if nothing."""
        from ...api.options.rules import problems
        from ...session import addon
        from ...session.inputs import readiness

        if missing := readiness.missing_for_account(context):
            return missing.sentence
        if context.scene.camera is None:
            return NO_CAMERA
        wrong = problems(addon.settings(context).to_options(), image_count=1, has_prompt=False)
        return wrong[0].sentence if wrong else ""


class RODIN_PROPS_OT_generate_from_boxes(CutsOperator, bpy.types.Operator):
    """Have Rodin make a prop of each thing that a box was drawn around, where the picture shows it"""

    bl_idname = "rodin_props.generate_from_boxes"
    bl_label = "Generate Props from Boxes"
    source = Source.PICTURE

    boxes: CollectionProperty(type=RodinPropsDrawnBox, options={"SKIP_SAVE"})
    image: StringProperty(name="Image", description=_IMAGE_HELP, options={"SKIP_SAVE"})
    is_drawn: BoolProperty(options={"SKIP_SAVE", "HIDDEN"})
    """The boxes are those that are being drawn on the screen: they can be changed if nothing comes of it."""

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...scene.background.run import get_ready
        from ...session.inputs import blockouts

        if sentence := self.refusal(context):
            return refused(self, sentence)
        get_ready()
        count = len(self.boxes)
        return context.window_manager.invoke_props_dialog(
            self,
            width=_DIALOG_UNITS,
            title=translated(blockouts.question(count)),
            confirm_text=translated(f"Generate {blockouts.price(context, count)}"),
        )

    def draw(self, context: "Context") -> None:
        layout = self.layout
        layout.label(text="What each of them is, in words, if you like:")
        for number, drawn in enumerate(self.boxes, 1):
            layout.prop(drawn, "name", text=str(number), placeholder=translated("Words (optional)"))
        layout.label(text="They will stand where the camera sees them in the picture.", icon="INFO")

    def execute(self, context: "Context") -> set[str]:
        done = self._generate(context)
        if self.is_drawn:
            from . import draw_boxes, drawing

            if "FINISHED" in done:
                drawing.give_up()
            else:
                draw_boxes.go_on_soon()
        return done

    def cancel(self, context: "Context") -> None:
        if self.is_drawn:
            from . import draw_boxes

            draw_boxes.go_on_soon()

    def _generate(self, context: "Context") -> set[str]:
        from ...session.cutting.props_of_picture import DrawnBox, inputs_of_boxes

        if sentence := self.refusal(context):
            return refused(self, sentence)
        drawn = [DrawnBox(box=tuple(each.box), words=each.name.strip()) for each in self.boxes]
        try:
            batch = inputs_of_boxes(context, drawn, image_name=self.image)
        except RodinError as error:
            return refused(self, error)
        return self.begin_all(context, batch)


class RODIN_PROPS_OT_generate_from_silhouettes(CutsOperator, bpy.types.Operator):
    """Have Rodin make a prop for each selected blockout, of what the picture shows within its silhouette. The props \
take the places of the blockouts, turned toward the camera"""  # noqa: D205, D209

    bl_idname = "rodin_props.generate_from_silhouettes"
    bl_label = "Generate Props from Silhouettes"
    source = Source.CAMERA

    image: StringProperty(name="Image", description=_IMAGE_HELP, options={"SKIP_SAVE"})

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...scene.background.run import get_ready
        from ...session.inputs import blockouts

        if sentence := self.refusal(context) or blockouts.refusal_sentence(context):
            return refused(self, sentence)
        get_ready()
        count = len(blockouts.selected_blockouts(context))
        return context.window_manager.invoke_confirm(
            self,
            event,
            title=translated(blockouts.question(count)),
            message=translated(blockouts.confirmation_sentence(context)),
            confirm_text=translated(f"Generate {blockouts.price(context, count)}"),
            icon="QUESTION",
        )

    def execute(self, context: "Context") -> set[str]:
        from ...session.cutting.props_of_picture import inputs_of_silhouettes

        if sentence := self.refusal(context):
            return refused(self, sentence)
        try:
            batch = inputs_of_silhouettes(context, image_name=self.image)
        except RodinError as error:
            return refused(self, error)
        return self.begin_all(context, batch)


register, unregister = bpy.utils.register_classes_factory(
    (RodinPropsDrawnBox, RODIN_PROPS_OT_generate_from_boxes, RODIN_PROPS_OT_generate_from_silhouettes)
)

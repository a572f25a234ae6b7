# SPDX-License-Identifier: GPL-3.0-or-later
"""Has a prop or a mesh split into parts, which pays, after a dialog that says so; and brings back what was split."""

from typing import TYPE_CHECKING

import bpy
from bpy.props import BoolProperty, EnumProperty, StringProperty

from ...api.options.fields import PartFields
from ...errors import RodinError
from ...scene.choices import Under
from ...session import session
from ...session.choices import Send
from ...session.language import for_report, translated
from ..making.generate_operator import GenerateOperator
from ..making.one_picture import OnePicture, draw_sentences, picture_property
from ..option_properties import option_properties, read_options
from ..refusals import can_be_pressed, refused

if TYPE_CHECKING:
    from bpy.types import Context, Event

    from ...api.options.part_options import PartOptions
    from ...api.options.prices import ListPrice

_OPTIONS = option_properties(PartFields)
_strength, _material, _resolution, _seed = (_OPTIONS[name] for name in ("strength", "material", "resolution", "seed"))
_WIDTH = 400


class RODIN_PROPS_OT_split_into_parts(OnePicture, GenerateOperator, bpy.types.Operator):
    """Have Rodin split this into parts that can be moved, such as a chest into its drawers; Rodin charges for it. The \
parts take its place, and it is kept and hidden"""  # noqa: D205, D209

    bl_idname = "rodin_props.split_into_parts"
    bl_label = "Split into Parts"

    instruction: StringProperty(
        name="Parts",
        description="Names of the parts that you want, separated by commas: “drawer, door, knob”",
        options={"SKIP_SAVE"},
    )
    strength: _strength
    material: _material
    resolution: _resolution
    seed: _seed
    explode_strength = 0.0  # parts stay where they are in the whole
    send: EnumProperty(
        name="Send",
        description="What Rodin is given of a prop that it made itself; of any other object the mesh is sent",
        items=[(each.value, each.label, each.help) for each in Send],
        options={"SKIP_SAVE"},
    )
    picture: picture_property(
        "What shows the materials of a mesh that is sent",
        NONE="The parts take over the materials of the whole",
        FILE="",
        PANEL="",
        VIEWPORT="",
    )
    reduce: BoolProperty(
        name="Send Fewer Triangles",
        description="Send a mesh that is too big with fewer triangles. Your mesh stays as it is",
        default=False,
        options={"SKIP_SAVE"},
    )
    under: EnumProperty(
        name="Under",
        description="What the parts are children of",
        items=[(each.value, each.label, each.help) for each in Under],
        options=set(),
    )
    linked_copies: BoolProperty(
        name="Linked Copies Too",
        description="Also put linked parts in the place of the objects that share this one's mesh",
        default=False,
        options={"SKIP_SAVE"},
    )

    @classmethod
    def priced(cls, context: "Context") -> "ListPrice":
        from ...api.options.part_options import PartOptions

        return PartOptions().list_price

    @classmethod
    def poll(cls, context: "Context") -> bool:
        from ...session.inputs import splitting

        return can_be_pressed(cls, splitting.refusal_sentence(context)) and super().poll(context)

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...scene.background.run import get_ready
        from ...session.inputs import splitting

        target = splitting.target_of(context)
        if target is None or (sentence := splitting.refusal_sentence(context)):
            return refused(self, sentence)
        if not splitting.task_of(context, target)[0]:
            self.send = Send.MESH.value
        get_ready()
        return context.window_manager.invoke_props_dialog(
            self,
            width=_WIDTH,
            title=translated("Split into Parts"),
            confirm_text=translated(f"Split into Parts {splitting.price(context, self._options())}"),
        )

    def draw(self, context: "Context") -> None:
        from ...scene.props import variants
        from ...scene.provenance import provenance_of
        from ...session.inputs import splitting

        target = splitting.target_of(context)
        if target is None:
            return
        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        send = Send(self.send)
        layout.prop(self, "instruction", placeholder=translated("drawer, door, knob"))
        for name in ("strength", "under", *(["send"] if provenance_of(target) else [])):
            layout.prop(self, name)
        is_sent = splitting.is_mesh_sent(context, target, send)
        if is_sent:
            self.draw_picture(context, layout)
        has_picture = not is_sent or self.chosen_picture(context) is not None
        for name in ("material", "resolution") if has_picture else ():
            layout.prop(self, name)
        if is_sent and splitting.big_size(context, target) is not None:
            layout.prop(self, "reduce")
        if copies := len(variants.copies_of(target)) - 1:
            layout.prop(self, "linked_copies", text=translated(f"Linked Copies Too ({copies})"))
        told = splitting.told(context, target, send=send, has_picture=has_picture)
        draw_sentences(layout, told, width_units=_WIDTH)

    def execute(self, context: "Context") -> set[str]:
        from ...scene.props import variants
        from ...session.inputs import readiness, splitting
        from ...session.making.splitting import places_for
        from ..making.begun import parts_sentence

        try:
            session.current().refresh()
            target = splitting.target_of(context)
            missing = readiness.missing_for_account(context)
            sentence = splitting.refusal_sentence(context) or (missing.sentence if missing is not None else "")
            if target is None or sentence:
                return refused(self, sentence)
            inputs = splitting.inputs_for(
                context,
                target,
                others=variants.copies_of(target)[1:] if self.linked_copies else (),
                send=Send(self.send),
                picture=self.chosen_picture(context),
                instruction=self.instruction,
                options=self._options(),
                reduce=self.reduce,
            )
        except RodinError as error:
            return refused(self, error)
        return self.begin(context, (inputs,), place=places_for(Under(self.under)), said=parts_sentence(inputs.name))

    def _options(self) -> "PartOptions":
        from ...api.options.part_options import PartOptions

        return read_options(self, PartOptions)


class RODIN_PROPS_OT_bring_back_whole(bpy.types.Operator):
    """Remove the parts and show what was split, where its parts are now. The list of jobs can import the parts again"""

    bl_idname = "rodin_props.bring_back_whole"
    bl_label = "Bring Back the Whole"

    @classmethod
    def poll(cls, context: "Context") -> bool:
        from ...session.inputs import splitting

        return can_be_pressed(cls, splitting.no_whole_sentence(context))

    def execute(self, context: "Context") -> set[str]:
        from ...scene.props import whole_again
        from ...session.inputs import splitting

        if sentence := splitting.no_whole_sentence(context):
            return refused(self, sentence)
        whole = whole_again.bring_back(context, context.active_object)
        bpy.ops.ed.undo_push(message=translated(f"Bring Back {whole.name}"))
        self.report({"INFO"}, for_report(f"“{whole.name}” is back."))
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory(
    (RODIN_PROPS_OT_split_into_parts, RODIN_PROPS_OT_bring_back_whole)
)

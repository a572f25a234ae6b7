# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop once more: with a new seed in its place or beside it, or at a higher tier. Each of them pays."""

from typing import TYPE_CHECKING

import bpy
from bpy.props import BoolProperty

from ...errors import RodinError
from ...session import session
from ...session.language import all_for_report, translated
from ...session.refusals import NO_PROP, wrong_mode
from .. import monitor
from ..making.generate_operator import GenerateOperator
from ..refusals import can_be_pressed, refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context, Object

    from ...api.options.generation_options import GenerationOptions
    from ...api.options.prices import ListPrice
    from ...scene.provenance import Provenance
    from ...session.prop_inputs import Inputs


class _VariantOperator(GenerateOperator):
    """What they share: the active prop, one job of its family, a word of what happened."""

    if TYPE_CHECKING:
        linked_copies: bool

    @classmethod
    def poll(cls, context: "Context") -> bool:
        from ...session.inputs import variant

        sentence = NO_PROP if variant.active_prop(context) is None else wrong_mode(context)
        return can_be_pressed(cls, sentence) and super().poll(context)

    @classmethod
    def priced(cls, context: "Context") -> "ListPrice | None":
        from ...scene.provenance import provenance_of
        from ...session.inputs import variant

        prop = variant.active_prop(context)
        made = provenance_of(prop) if prop is not None else None
        options = cls.options_of(made) if made is not None else None
        return options.list_price if options is not None else None

    @staticmethod
    def options_of(made: "Provenance") -> "GenerationOptions | None":
        """Return what the variant is made with, beside its seed; None if there is nothing better."""
        return made.options

    def invoke(self, context: "Context", event: bpy.types.Event) -> set[str]:
        return self.execute(context)

    def execute(self, context: "Context") -> set[str]:
        from ...session.inputs import variant
        from ..making.begun import variant_sentence

        prop = variant.active_prop(context)
        if prop is None:
            return refused(self, NO_PROP)
        try:
            session.current().refresh()
            if sentence := variant.refusal_sentence(prop):
                return refused(self, sentence)
            inputs = self.inputs(context, prop)
            self._begin(context, prop, inputs)
        except RodinError as error:
            return refused(self, error)
        finally:
            monitor.show_places()
        self.report({"INFO"}, all_for_report([*session.current().take_remarks(), variant_sentence(inputs.name)]))
        return {"FINISHED"}

    def _begin(self, context: "Context", prop: "Object", inputs: "Inputs") -> None:
        from ...session.making import picture_queue

        def place(context: "Context", planned: "Sequence[tuple[str, Inputs]]") -> None:
            ((job_id, planned_inputs),) = planned
            self.place(context, prop, job_id, planned_inputs)
            bpy.ops.ed.undo_push(message=translated(f"Place Variant of {inputs.name}"))

        picture_queue.begin(context, (inputs,), place=place)

    def inputs(self, context: "Context", prop: "Object") -> "Inputs":
        """Return what the variant is made of.

        :raises SceneError: it cannot be made.
        """
        from ...session.inputs import variant

        return variant.with_new_seed(variant.inputs_of(context, prop))

    def place(self, context: "Context", prop: "Object", job_id: str, inputs: "Inputs") -> None:
        """Let the prop itself wait for its new mesh, and with it the copies that share the old one."""
        from ...scene.mesh_data import full_mesh_of
        from ...scene.places import placement
        from ...scene.props import mesh_fit, variants
        from ...session.inputs import variant

        for target in variants.copies_of(prop) if self.linked_copies else [prop]:
            if not variant.waiting_sentence(target):
                placement.forget_jobs(target)
            placement.mark_target(target, job_id, mesh_fit.fit_of_mesh(full_mesh_of(target)))


def _linked_copies() -> object:
    return BoolProperty(
        name="Linked Copies Too",
        description="Also change the objects that share this prop's mesh",
        default=True,
        options={"HIDDEN", "SKIP_SAVE"},
    )


class RODIN_PROPS_OT_new_seed(_VariantOperator, bpy.types.Operator):
    """Make this prop once more with a new seed, which pays again. The new one takes its place, the old one stays \
in the file as a variant. Linked copies change with it"""  # noqa: D205, D209

    bl_idname = "rodin_props.new_seed"
    bl_label = "New Seed"

    linked_copies: _linked_copies()


class RODIN_PROPS_OT_higher_tier(_VariantOperator, bpy.types.Operator):
    """Make this prop once more at Rodin's next better tier, from the same input and seed, which pays again. The \
new one takes its place, the old one stays in the file as a variant. Linked copies change with it"""  # noqa: D205, D209

    bl_idname = "rodin_props.higher_tier"
    bl_label = "Higher Tier"

    linked_copies: _linked_copies()

    @staticmethod
    def options_of(made: "Provenance") -> "GenerationOptions | None":
        from ...session.inputs import variant

        return variant.better_options(made)

    def inputs(self, context: "Context", prop: "Object") -> "Inputs":
        from ...scene.provenance import provenance_of
        from ...session.inputs import variant

        made = provenance_of(prop)
        options = self.options_of(made) if made is not None else None
        if options is None:
            raise variant.NoBetterTier(name=prop.name)
        return variant.with_options(variant.inputs_of(context, prop), options)


class RODIN_PROPS_OT_variant_beside(_VariantOperator, bpy.types.Operator):
    """Make another prop like this one with a new seed, and stand it next to it, which pays again"""

    bl_idname = "rodin_props.variant_beside"
    bl_label = "Variant Beside"

    def place(self, context: "Context", prop: "Object", job_id: str, inputs: "Inputs") -> None:
        from ...scene.props import next_to_prop

        next_to_prop.place_placeholder(context, prop, job_id=job_id, name=inputs.name)


register, unregister = bpy.utils.register_classes_factory(
    (RODIN_PROPS_OT_new_seed, RODIN_PROPS_OT_higher_tier, RODIN_PROPS_OT_variant_beside)
)

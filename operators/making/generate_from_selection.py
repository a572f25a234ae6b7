# SPDX-License-Identifier: GPL-3.0-or-later
"""Every selected mesh becomes a prop, in its own box, from the source that the panel shows."""

from typing import TYPE_CHECKING

import bpy

from ...session import addon
from ...session.sources import Source
from ..refusals import refused
from .generate_operator import GenerateOperator

if TYPE_CHECKING:
    from bpy.types import Context, Event


class RODIN_PROPS_OT_generate_from_selection(GenerateOperator, bpy.types.Operator):
    """Have Rodin make a prop for every selected mesh: in its box, turned like it, in its collections, under its \
parent. Without a picture or a prompt, the object's name is the prompt"""  # noqa: D205, D209

    bl_idname = "rodin_props.generate_from_selection"
    bl_label = "Generate Props from Blockouts"

    def to_blockouts(self, context: "Context") -> bool:
        return True

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...session.inputs import blockouts

        if sentence := blockouts.refusal_sentence(context):
            return refused(self, sentence)
        return self.confirm(context, event)

    def execute(self, context: "Context") -> set[str]:
        from ...session.inputs import readiness
        from ...session.inputs.from_settings import from_panel

        settings = addon.settings(context)
        source = Source[settings.source]
        if missing := readiness.missing(context, source, to_blockouts=True):
            return refused(self, missing.sentence)
        return self.generate(context, from_panel(context))


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_generate_from_selection,))

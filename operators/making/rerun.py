# SPDX-License-Identifier: GPL-3.0-or-later
"""The last generation once more, with the same settings, on what is selected now. It pays again."""

from contextlib import suppress
from typing import TYPE_CHECKING

import bpy

from ...errors import RodinError
from ...session import session
from ...session.language import for_tooltip, translated
from ...session.refusals import NOTHING_GENERATED
from ...session.sources import NO_CAMERA, Source
from ..refusals import refused
from .generate_operator import GenerateOperator

if TYPE_CHECKING:
    from bpy.types import Context, Event

    from ...jobs.job import Job


class RODIN_PROPS_OT_rerun(GenerateOperator, bpy.types.Operator):
    """Generate once more with the settings of the last generation and a new seed; Rodin charges for it. Selected \
blockouts get a prop each if the last one went to a blockout, or if the panel says so"""  # noqa: D205, D209

    bl_idname = "rodin_props.rerun"
    bl_label = "Repeat Last Generation"

    @classmethod
    def description(cls, context: "Context", properties: object) -> str:
        """Return the tooltip: what would be repeated, and what that costs."""
        from ...session.inputs import prices

        with suppress(RodinError):  # pressing it says what is wrong
            if (last := last_job()) is not None:
                price = prices.price_of(context, last.options.list_price)
                return for_tooltip(
                    f"Generate “{last.name}” once more with a new seed, for every selected blockout or at the 3D "
                    f"cursor. Rodin charges {price.words} for each"
                )
        return for_tooltip(cls.__doc__ or "")

    def to_blockouts(self, context: "Context") -> bool:
        from ...session.inputs import blockouts

        last = last_job()
        if not context.selected_objects or last is None:
            return False
        # If the panel says blockouts and the selection cannot be any, refuse: nobody must pay for a prop elsewhere.
        return blockouts.go_to_blockouts(context) or (
            _went_to_blockout(last) and not blockouts.refusal_sentence(context)
        )

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...scene.places.blockouts import listed
        from ...session.inputs import blockouts, prices

        last = last_job()
        if last is None or not self.to_blockouts(context) or len(context.selected_objects) < 2:
            return self.execute(context)
        if sentence := blockouts.refusal_sentence(context):
            return refused(self, sentence)
        names = [target.name for target in blockouts.selected_blockouts(context)]
        price = prices.price_of(context, last.options.list_price)
        return context.window_manager.invoke_confirm(
            self,
            event,
            title=translated(f"Generate {len(names)} Props Like the Last One?"),
            message=translated(f"{listed(names)} become props. {prices.in_sentence(price, len(names))}"),
            confirm_text=translated(f"Generate {prices.on_button(price, len(names))}"),
            icon="QUESTION",
        )

    def execute(self, context: "Context") -> set[str]:
        from ...session.inputs import readiness
        from ...session.inputs.from_job import inputs_from_job, pictures_gone
        from ...session.inputs.variant import with_new_seed

        last = last_job()
        if last is None:
            return refused(self, NOTHING_GENERATED)
        if missing := readiness.missing_for_account(context):
            return refused(self, missing.sentence)
        source = Source(last.source)
        if source is Source.CAMERA and context.scene.camera is None:
            return refused(self, NO_CAMERA)
        if sentence := pictures_gone(last):
            return refused(self, sentence)
        inputs = inputs_from_job(last, own_names=self.to_blockouts(context))
        return self.generate(context, with_new_seed(inputs))


def last_job() -> "Job | None":
    """Return the newest generation, whatever became of it."""
    state = session.current()
    return state.ledger.reader.last_generation() if state.has_ledger else None


def _went_to_blockout(job: "Job") -> bool:
    return bool(job.target.blockout)


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_rerun,))

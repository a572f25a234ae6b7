# SPDX-License-Identifier: GPL-3.0-or-later
"""What the operators share that begin a job: check, make it, report in words.

None has REGISTER (Shift+R would pay again) or UNDO (the redo panel would pay).
"""

from typing import TYPE_CHECKING, ClassVar

from ...errors import RodinError
from ...session import addon, session
from ...session.language import all_for_report, translated
from ...session.sources import Source
from .. import monitor
from ..refusals import OperatorBase, can_be_pressed, refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context, Event

    from ...api.options.prices import ListPrice
    from ...session.making.picture_queue import Place
    from ...session.prop_inputs import Inputs


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
        from .begun import props_sentence

        try:
            if self.to_blockouts(context):
                batch = blockouts.inputs_for_each(context, inputs)
            else:
                batch = (placed_as_seen(context, inputs),)
        except RodinError as error:
            return refused(self, error)
        return self.begin(context, batch, said=props_sentence(batch))

    def begin(
        self, context: "Context", batch: "Sequence[Inputs]", *, said: str, place: "Place | None" = None
    ) -> set[str]:
        """Make the jobs and return at once; in background mode, when what they make is in the scene.

        :param said: “Chair is on the way”, a sentence of `begun`.
        """
        from ...session.making import generation, picture_queue

        try:
            picture_queue.begin(context, batch, place=place or generation.place_all)
        except RodinError as error:
            session.current().take_remarks()  # the error is reported in their place
            return refused(self, error)
        finally:
            monitor.show_places()  # of several jobs, some may be there although others failed
        self.report({"INFO"}, all_for_report([*session.current().take_remarks(), said]))
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

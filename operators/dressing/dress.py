# SPDX-License-Identifier: GPL-3.0-or-later
"""One press for a whole set: every blockout that has no prop yet gets one, all in one style."""

from typing import TYPE_CHECKING

import bpy

from ...errors import RodinError
from ...session import session
from ...session.language import all_translated, translated
from ...session.refusals import wrong_mode
from ..making.generate_operator import GenerateOperator
from ..refusals import can_be_pressed, refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context, Event

    from ...api.options.prices import ListPrice
    from ...session.dressing.rows import Row

NOTHING_TO_DO = (
    "Every blockout of the set has its prop, or waits for it. To have one made again, press the arrows beside it."
)
NO_SET = "Choose a collection with blockouts, or select blockouts and list them."


class RODIN_PROPS_OT_dress(GenerateOperator, bpy.types.Operator):
    """Have Rodin make a prop for every blockout of the set that has none yet, and anew for those that are marked, \
all in one style. They come together when the last one is ready"""  # noqa: D205, D209

    bl_idname = "rodin_props.dress"
    bl_label = "Dress Blockouts"
    takes_pictures = True

    confirmed: "frozenset[str] | None" = None
    """Names of the blockouts that were named when it was asked; others may have failed meanwhile."""

    @classmethod
    def priced(cls, context: "Context") -> "ListPrice":
        from ...session.dressing.style import options_of

        return options_of(context).list_price

    @classmethod
    def poll(cls, context: "Context") -> bool:
        return can_be_pressed(cls, wrong_mode(context)) and super().poll(context)

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...scene.background.run import get_ready
        from ...session.dressing import asking
        from ...session.inputs import prices

        try:
            asked = self._asked(context)
        except RodinError as error:
            return refused(self, error)
        get_ready()
        self.confirmed = frozenset(row.name for row in asked)
        count, price = len(asked), asking.price(context)
        return context.window_manager.invoke_confirm(
            self,
            event,
            title=translated(_title(asked)),
            message=all_translated([_said(asked), prices.in_sentence(price, count) if count > 1 else ""]),
            confirm_text=translated(f"Dress {prices.on_button(price, count)}"),
            icon="QUESTION",
        )

    def execute(self, context: "Context") -> set[str]:
        from ...session.dressing import asking, placing
        from ..making.begun import props_sentence

        try:
            asked = self._asked(context)
            batch = asking.inputs_for(context, asked)
        except RodinError as error:
            return refused(self, error)
        return self.begin(context, batch, said=props_sentence(batch), place=placing.places_for(asked))

    def _asked(self, context: "Context") -> "tuple[Row, ...]":
        """Return the rows that are asked for.

        :raises RodinError: there is none, or something is missing.
        """
        from ...session.dressing import asking, members

        session.current().refresh()
        if missing := asking.missing(context):
            raise RodinError(missing.sentence)
        asked = asking.due_now(context)
        if self.confirmed is not None:
            asked = tuple(row for row in asked if row.name in self.confirmed)
        if not asked:
            raise RodinError(NOTHING_TO_DO if members.members(context) else NO_SET)
        return asked


def _title(asked: "Sequence[Row]") -> str:
    if all(row.prop_name for row in asked):
        return f"Make {len(asked)} Props Again?" if len(asked) > 1 else "Make One Prop Again?"
    return f"Dress {len(asked)} Blockouts?" if len(asked) > 1 else "Dress One Blockout?"


def _said(asked: "Sequence[Row]") -> str:
    from ...scene.places.blockouts import listed

    again = sum(bool(row.prop_name) for row in asked)
    names = listed([row.name for row in asked])
    if again == len(asked):
        return f"{names} {'is' if again == 1 else 'are'} made again."
    if not again:
        return f"{names} {'becomes a prop' if len(asked) == 1 else 'become props'}."
    return f"{names} become props; {again} of them {'is' if again == 1 else 'are'} made again."


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_dress,))

# SPDX-License-Identifier: GPL-3.0-or-later
"""How big the prop usually is: offered below the size, and a warning below the button where the size is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...operators.usual_size import RODIN_PROPS_OT_refuse_usual_size, RODIN_PROPS_OT_take_usual_size
from ...scene.choices import SizeAxis
from ...scene.measure.lengths import length_words
from ...session.addon import settings as settings_of
from ...session.inputs.usual_size import usual_size
from ...session.language import translated
from .text import draw_sentence

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ...session.sources import Source


def draw_usual_size(layout: UILayout, context: Context, source: Source, *, picture_name: str = "") -> None:
    """Draw the suggestion with a button that takes it and one that refuses it; or where the size is from.

    :param picture_name: of the picture that the prop is made from instead of the panel's.
    """
    taken = settings_of(context).size_from
    usual = usual_size(context, source, picture_name=picture_name)
    if usual is not None and usual.is_offered:
        row = layout.row(align=True)
        length = length_words(context.scene, usual.meters)
        text = translated(f"Usual for “{usual.word}”: {length}")
        take = row.operator(RODIN_PROPS_OT_take_usual_size.bl_idname, text=text, icon="DRIVER_DISTANCE")
        refuse = row.operator(RODIN_PROPS_OT_refuse_usual_size.bl_idname, text="", icon="X")
        take.picture_name = refuse.picture_name = picture_name
    elif usual is not None and usual.word == taken:
        row = layout.row()
        row.active = False
        row.label(text=translated(f"Usual size of “{taken}”"), icon="DRIVER_DISTANCE")


def draw_size_warning(layout: UILayout, context: Context, source: Source, *, picture_name: str = "") -> None:
    """Draw what is surprising of the size, if anything is; it keeps nobody from generating.

    :param picture_name: as above.
    """
    usual = usual_size(context, source, picture_name=picture_name)
    if usual is None or not usual.is_surprising:
        return
    settings = settings_of(context)
    how = "high" if SizeAxis[settings.size_axis] is SizeAxis.HEIGHT else "long"
    size, least, most = (
        length_words(context.scene, each) for each in (settings.height_meters, usual.least_meters, usual.most_meters)
    )
    sentence = f"{size} {how} is unusual for “{usual.word}”: {least} to {most} is common. Check the size."
    draw_sentence(layout, context, sentence, icon="ERROR")

# SPDX-License-Identifier: GPL-3.0-or-later
"""How big the prop usually is: offered below the size, and a warning below the button where the size is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...operators.usual_size import RODIN_PROPS_OT_refuse_usual_size, RODIN_PROPS_OT_take_usual_size
from ...scene.choices import SizeAxis
from ...scene.measure.lengths import length_words
from ...session.addon import settings as settings_of
from ...session.inputs.usual_size import taken_size, usual_size
from ...session.language import translated
from .text import draw_sentence

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ...session.sources import Source


def draw_usual_size(layout: UILayout, context: Context, source: Source, *, picture_name: str = "") -> None:
    """Draw the suggestion with a button that takes it and one that refuses it; or where the size is from.

    :param picture_name: of the picture that the prop is made from instead of the panel's.
    """
    usual = usual_size(context, source, picture_name=picture_name)
    is_offered = usual is not None and usual.is_offered
    if taken := taken_size(context, source, picture_name=picture_name):
        row = layout.row(align=True)
        label = row.row()
        label.active = False
        label.label(text=translated(f"Usual size of “{taken.word}”"), icon="DRIVER_DISTANCE")
        if not taken.is_named and not is_offered:
            _draw_cross(row, picture_name)
    if usual is not None and is_offered:
        row = layout.row(align=True)
        length = length_words(context.scene, usual.meters)
        text = translated(f"Usual for “{usual.word}”: {length}")
        take = row.operator(RODIN_PROPS_OT_take_usual_size.bl_idname, text=text, icon="DRIVER_DISTANCE")
        take.picture_name = picture_name
        _draw_cross(row, picture_name)


def draw_size_warning(layout: UILayout, context: Context, source: Source, *, picture_name: str = "") -> None:
    """Draw what is surprising of the size, if anything is; it keeps nobody from generating.

    :param picture_name: as above.
    """
    usual = usual_size(context, source, picture_name=picture_name)
    taken = taken_size(context, source, picture_name=picture_name)
    settings = settings_of(context)
    size = length_words(context.scene, settings.height_meters)
    if usual is not None and usual.is_surprising:
        how = "high" if SizeAxis[settings.size_axis] is SizeAxis.HEIGHT else "long"
        least, most = (length_words(context.scene, each) for each in (usual.least_meters, usual.most_meters))
        sentence = f"{size} {how} is unusual for “{usual.word}”: {least} to {most} is common. Check the size."
        draw_sentence(layout, context, sentence, icon="ERROR")
    elif taken is not None and not taken.is_named:
        sentence = f"{size} is the usual size of “{taken.word}”, which is not named here. Check the size."
        draw_sentence(layout, context, sentence, icon="ERROR")


def _draw_cross(row: UILayout, picture_name: str) -> None:
    refuse = row.operator(RODIN_PROPS_OT_refuse_usual_size.bl_idname, text="", icon="X")
    refuse.picture_name = picture_name

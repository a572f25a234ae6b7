# SPDX-License-Identifier: GPL-3.0-or-later
"""The looks of a mesh, ours or anybody's: a stepper, how the shown one was made, and the button for a new one."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import bpy

from ...operators.making.retexture import RODIN_PROPS_OT_retexture
from ...operators.props.look_steps import RODIN_PROPS_OT_remove_look, RODIN_PROPS_OT_show_look
from ...session.language import translated

if TYPE_CHECKING:
    from bpy.types import Context, Object, UILayout

    from ...scene.looks.provenance import LookMade

_ARROW = 0.2
"""Width of an arrow of the stepper, as a part of the row."""


def draw_button(layout: UILayout, context: Context) -> None:
    """Draw the button for new textures of the selected meshes, with what it costs."""
    from ...api.options.texture_options import TextureOptions
    from ...session.inputs import new_textures

    data = {each.data for each in context.selected_objects}  # one look at each: all of a big scene may be selected
    count = sum(isinstance(each, bpy.types.Mesh) for each in data)
    price = new_textures.price(context, TextureOptions(), count)
    row = layout.row()
    row.enabled = count > 0
    row.operator_context = "INVOKE_DEFAULT"
    row.operator(RODIN_PROPS_OT_retexture.bl_idname, text=translated(f"New Textures {price}"), icon="TEXTURE")


def draw_looks(layout: UILayout, target: Object) -> None:
    """Draw the stepper through a mesh's looks, if it has any beside its own."""
    from ...scene.looks import looks
    from ...scene.looks.provenance import look_made

    known = looks.looks_of(target)
    if not known:
        return
    steps, shown = [looks.OWN_LOOK, *known], looks.shown_of(target, known)
    left = layout.split(factor=_ARROW, align=True)
    left.operator(RODIN_PROPS_OT_show_look.bl_idname, text="", icon="TRIA_LEFT").offset = -1
    right = left.split(factor=1.0 - _ARROW / (1.0 - _ARROW), align=True)
    middle = right.row()
    middle.alignment = "CENTER"
    name = "Own Look" if shown == looks.OWN_LOOK else f"Look {steps.index(shown) + 1}"
    middle.label(text=translated(f"{name} of {len(steps)}" if shown else f"{name}, 1 of {len(steps)}"))
    right.operator(RODIN_PROPS_OT_show_look.bl_idname, text="", icon="TRIA_RIGHT").offset = 1
    made = look_made(known.get(shown))
    if made is not None:
        _draw_made(layout, made)
        layout.operator(RODIN_PROPS_OT_remove_look.bl_idname, icon="TRASH")


def _draw_made(layout: UILayout, made: LookMade) -> None:
    column = layout.column(align=True)
    column.active = False
    if words := made.prompt or made.final_prompt:
        column.label(text=words, translate=False)
    cost = "" if made.credits is None else f", {made.credits:g} credit{'' if made.credits == 1 else 's'}"
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(made.made_at)) if made.made_at else "Made with Rodin"
    column.label(text=translated(f"{when}{cost}"))

# SPDX-License-Identifier: GPL-3.0-or-later
"""The active prop's variants: a stepper, and the buttons that make more of them, with what they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.props import BoolProperty

from ..operators.props.shading import RODIN_PROPS_OT_show_unlit
from ..operators.props.variant_steps import RODIN_PROPS_OT_show_variant
from ..operators.props.variants import (
    RODIN_PROPS_OT_higher_tier,
    RODIN_PROPS_OT_new_seed,
    RODIN_PROPS_OT_variant_beside,
)
from ..session.language import translated
from .layouts.text import draw_sentence
from .panels import SidebarPanel

if TYPE_CHECKING:
    from bpy.types import Context, Object, UILayout

_COPIES = "rodin_props_linked_copies"
_ARROW = 0.2
"""Width of an arrow of the stepper, as a part of the row."""


class RODIN_PROPS_PT_prop(SidebarPanel, bpy.types.Panel):
    bl_label = "Made with Rodin"
    bl_idname = "RODIN_PROPS_PT_prop"

    @classmethod
    def poll(cls, context: Context) -> bool:
        from ..session.inputs import variant

        return variant.active_prop(context) is not None

    def draw(self, context: Context) -> None:
        from ..scene.props import variants
        from ..session.inputs import variant
        from .layouts.account import draw_refused_key

        prop = variant.active_prop(context)
        if prop is None:
            return
        self.layout.label(text=prop.name, translate=False, icon="OBJECT_DATA")
        _draw_stepper(self.layout, context, prop)
        _draw_light(self.layout.row(align=True), prop)
        sentence = variant.refusal_sentence(prop)
        column = self.layout.column(align=True)
        column.enabled = not sentence
        draw_actions(column, context, prop)
        others = len(variants.copies_of(prop)) - 1
        if others:
            column.prop(context.window_manager, _COPIES, text=translated(f"Linked Copies Too ({others})"))
        draw_refused_key(self.layout, context)
        if sentence:
            draw_sentence(self.layout, context, sentence, icon="INFO")


class RODIN_PROPS_MT_variants(bpy.types.Menu):
    bl_idname = "RODIN_PROPS_MT_variants"
    bl_label = "Rodin Variants"

    def draw(self, context: Context) -> None:
        from ..session.inputs import variant

        prop = variant.active_prop(context)
        if prop is not None:
            draw_actions(self.layout, context, prop)
            self.layout.separator()
            for text, offset in (("Show Next Variant", 1), ("Show Previous Variant", -1)):
                _step(self.layout, context, offset, text=text)
            _draw_light(self.layout, prop)


def draw_actions(layout: UILayout, context: Context, prop: Object) -> None:
    """Draw the buttons that pay, each with its price."""
    from ..scene.provenance import provenance_of
    from ..session.inputs import variant

    made = provenance_of(prop)
    if made is None:
        return
    copies = getattr(context.window_manager, _COPIES)
    price = variant.price(context, made.options)
    new_seed = layout.operator(
        RODIN_PROPS_OT_new_seed.bl_idname, text=translated(f"New Seed {price}"), icon="FILE_REFRESH"
    )
    new_seed.linked_copies = copies
    better = variant.better_options(made)
    if better is not None:
        text = f"{better.tier.label} {variant.price(context, better)}"
        higher = layout.operator(RODIN_PROPS_OT_higher_tier.bl_idname, text=translated(text), icon="TRIA_UP")
        higher.linked_copies = copies
    layout.operator(
        RODIN_PROPS_OT_variant_beside.bl_idname, text=translated(f"Variant Beside {price}"), icon="DUPLICATE"
    )


def _draw_stepper(layout: UILayout, context: Context, prop: Object) -> None:
    from ..scene.provenance import provenance_of
    from ..session.watching.variant_steps import steps_of

    steps, made = steps_of(prop), provenance_of(prop)
    if made is None or len(steps) < 2:
        return
    left = layout.split(factor=_ARROW, align=True)
    _step(left, context, -1, icon="TRIA_LEFT")
    right = left.split(factor=1.0 - _ARROW / (1.0 - _ARROW), align=True)
    middle = right.row()
    middle.alignment = "CENTER"
    middle.label(text=translated(f"Variant {steps.index(made.job_id) + 1} of {len(steps)}"))
    _step(right, context, 1, icon="TRIA_RIGHT")


def _draw_light(layout: UILayout, prop: Object) -> None:
    """Draw the switch of a Shaded prop: in the light of the scene, or as Rodin made it."""
    from ..scene import shaded

    materials = shaded.shaded_materials(prop)
    if not materials:
        return
    for unlit, text, icon in ((False, "Lit by the Scene", "LIGHT_SUN"), (True, "Unlit", "IMAGE_DATA")):
        shown = all(shaded.SHADED_KEY in each and shaded.is_unlit(each) is unlit for each in materials)
        layout.operator(
            RODIN_PROPS_OT_show_unlit.bl_idname, text=translated(text), icon=icon, depress=shown
        ).unlit = unlit


def _step(layout: UILayout, context: Context, offset: int, *, text: str = "", icon: str = "NONE") -> None:
    step = layout.operator(RODIN_PROPS_OT_show_variant.bl_idname, text=translated(text), icon=icon)
    step.offset, step.linked_copies = offset, getattr(context.window_manager, _COPIES)


def _draw_menu(self: bpy.types.Menu, context: Context) -> None:
    from ..session.inputs import variant

    if variant.active_prop(context) is not None:
        self.layout.menu(RODIN_PROPS_MT_variants.bl_idname, icon="SHADERFX")


_register_classes, _unregister_classes = bpy.utils.register_classes_factory(
    (RODIN_PROPS_PT_prop, RODIN_PROPS_MT_variants)
)
_MENUS = ("VIEW3D_MT_object_context_menu", "VIEW3D_MT_object")


def register() -> None:
    _register_classes()
    linked_copies = BoolProperty(
        name="Linked Copies Too",
        description="A new mesh, and each step through the variants, also changes the objects that share this one's "
        "mesh. Off, it changes this object alone",
        default=True,
    )
    setattr(bpy.types.WindowManager, _COPIES, linked_copies)
    for name in _MENUS:
        getattr(bpy.types, name).append(_draw_menu)


def unregister() -> None:
    for name in _MENUS:
        getattr(bpy.types, name).remove(_draw_menu)
    delattr(bpy.types.WindowManager, _COPIES)
    _unregister_classes()

# SPDX-License-Identifier: GPL-3.0-or-later
"""How heavy the props of this scene are, and the buttons that show them lighter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from bpy.props import EnumProperty

from ..operators import monitor
from ..operators.props.show_lighter import (
    RODIN_PROPS_OT_cancel_levels,
    RODIN_PROPS_OT_lighten_by_distance,
    RODIN_PROPS_OT_show_level,
    RODIN_PROPS_OT_show_texture_size,
)
from ..session.addon import settings as settings_of
from ..session.choices import LEVELS, TEXTURE_SIDES, Scope
from ..session.language import translated
from .layouts.text import draw_sentence
from .panels import SidebarPanel

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

    from ..session.levels.light_facts import LightFacts

_SCOPE = "rodin_props_light_scope"
"""The property of window managers that says which props the buttons mean."""


class RODIN_PROPS_PT_light(SidebarPanel, bpy.types.Panel):
    bl_label = "Light"
    bl_idname = "RODIN_PROPS_PT_light"
    bl_order = 4
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: Context) -> None:
        from ..session.levels import light

        facts = light.facts()
        if light.has_work():
            monitor.wake()
        _draw_making(self.layout, context)
        if facts is None:
            self.layout.label(text="Counting")
            return
        if not facts.props:
            self.layout.label(text="No props in this scene")
            return
        _draw_numbers(self.layout, facts)
        _draw_choices(self.layout, context)
        _draw_distance(self.layout, context, facts)


class RODIN_PROPS_MT_light(bpy.types.Menu):
    bl_idname = "RODIN_PROPS_MT_light"
    bl_label = "Rodin Lighter Props (LOD)"

    def draw(self, context: Context) -> None:
        for word, label, _ in LEVELS:
            text = translated(f"Level of Selected Props: {label}")
            level: Any = self.layout.operator(RODIN_PROPS_OT_show_level.bl_idname, text=text)
            level.level, level.scope = word, Scope.SELECTION.value
        self.layout.separator()
        for word, label, _ in TEXTURE_SIDES:
            size: Any = self.layout.operator(
                RODIN_PROPS_OT_show_texture_size.bl_idname, text=translated(f"Textures of Selected Props: {label}")
            )
            size.side, size.scope = word, Scope.SELECTION.value
        self.layout.separator()
        self.layout.operator(RODIN_PROPS_OT_lighten_by_distance.bl_idname, icon="VIEW_CAMERA")
        full: Any = self.layout.operator(RODIN_PROPS_OT_show_level.bl_idname, text="All Props in Full")
        full.level, full.scope = "FULL", Scope.SCENE.value


def _draw_making(layout: UILayout, context: Context) -> None:
    from ..session.levels import light

    if not light.has_wishes():
        return
    wishes = light.wishes()
    if names := tuple(wishes.orders.under_way.values()):
        count, name = len(names), names[0]
        said = f"Making levels of {name}" if count == 1 else f"Making levels of {count} meshes"
        row = layout.row()
        row.label(text=translated(said), icon="SORTTIME")
        row.operator(RODIN_PROPS_OT_cancel_levels.bl_idname, text="", icon="X")
    elif wishes.waiting_sentence:
        draw_sentence(layout, context, wishes.waiting_sentence, icon="SORTTIME")
    for sentence in wishes.refusals:
        draw_sentence(layout, context, sentence, icon="INFO")


def _draw_numbers(layout: UILayout, facts: LightFacts) -> None:
    column = layout.column(align=True)
    column.label(text=translated(f"{facts.props:,} prop{'' if facts.props == 1 else 's'}"), icon="OBJECT_DATA")
    _draw_line(column, "Triangles", _of(f"{facts.triangles:,}", f"{facts.full_triangles:,}"))
    _draw_line(column, "Textures", _of(_bytes(facts.texture_bytes), _bytes(facts.full_texture_bytes)))


def _draw_choices(layout: UILayout, context: Context) -> None:
    scope = getattr(context.window_manager, _SCOPE)
    layout.row().prop(context.window_manager, _SCOPE, expand=True)
    column = layout.column(align=True)
    column.label(text="Faces")
    row = column.row(align=True)
    for word, label, _ in LEVELS:
        level: Any = row.operator(RODIN_PROPS_OT_show_level.bl_idname, text=translated(label))
        level.level, level.scope = word, scope
    column.label(text="Textures")
    row = column.row(align=True)
    for word, label, _ in TEXTURE_SIDES:
        size: Any = row.operator(RODIN_PROPS_OT_show_texture_size.bl_idname, text=translated(label))
        size.side, size.scope = word, scope


def _draw_distance(layout: UILayout, context: Context, facts: LightFacts) -> None:
    column = layout.column(align=True)
    column.operator(RODIN_PROPS_OT_lighten_by_distance.bl_idname, icon="VIEW_CAMERA")
    column.prop(settings_of(context), "distance_factor", slider=True)
    if facts.triangles_by_distance is None or facts.texture_bytes_by_distance is None:
        return
    triangles = facts.triangles - facts.triangles_by_distance
    size = facts.texture_bytes - facts.texture_bytes_by_distance
    if triangles > 0 or size > 0:
        count = max(triangles, 0)
        said = f"{count:,} triangle{'' if count == 1 else 's'}"
        draw_sentence(layout, context, f"By distance would save {said} and {_bytes(max(size, 0))}.", icon="INFO")


def _draw_line(layout: UILayout, label: str, text: str) -> None:
    split = layout.split(factor=0.32)
    name = split.row()
    name.active = False
    name.label(text=translated(label))
    split.label(text=translated(text))


def _of(now: str, full: str) -> str:
    return now if now == full else f"{now} of {full}"


def _bytes(count: int) -> str:
    megabytes = count / 2**20
    return f"{megabytes:,.0f} MB" if megabytes < 1000 else f"{megabytes / 1024:,.1f} GB"


def _draw_menu(self: bpy.types.Menu, context: Context) -> None:
    self.layout.menu(RODIN_PROPS_MT_light.bl_idname, icon="MOD_DECIM")


_register_classes, _unregister_classes = bpy.utils.register_classes_factory(
    (RODIN_PROPS_PT_light, RODIN_PROPS_MT_light)
)


def register() -> None:
    _register_classes()
    scope = EnumProperty(
        name="Props",
        description="Which props the buttons below change",
        items=[(each.value, each.label, each.help) for each in Scope if each is not Scope.ACTIVE],
        default=Scope.SCENE.value,
    )
    setattr(bpy.types.WindowManager, _SCOPE, scope)
    bpy.types.VIEW3D_MT_object.append(_draw_menu)


def unregister() -> None:
    bpy.types.VIEW3D_MT_object.remove(_draw_menu)
    delattr(bpy.types.WindowManager, _SCOPE)
    _unregister_classes()

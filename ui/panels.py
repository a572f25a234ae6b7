# SPDX-License-Identifier: GPL-3.0-or-later
"""The sidebar: source, prompt, size, quality, the other options by group, and the one big button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..api.options.fields import GROUPS, option_of
from ..session.addon import settings as settings_of
from ..session.language import CONTEXT, translated
from ..session.sources import Source
from .layouts.text import POPOVER_UNITS, draw_sentence
from .presets.panel import RODIN_PROPS_PT_presets

if TYPE_CHECKING:
    from bpy.types import Context

CATEGORY = "Rodin Props"

_IN_MAIN_PANEL = {"tier", "quality"}
_NOT_SHOWN = {"geometry_file_format"}
"""A prop can be made of a GLB alone; other formats are for scripts that call the api."""


class SidebarPanel:
    """The place of all our panels."""

    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = CATEGORY
    bl_translation_context = CONTEXT


class RODIN_PROPS_PT_generate(SidebarPanel, bpy.types.Panel):
    bl_label = "Rodin Props"
    bl_idname = "RODIN_PROPS_PT_generate"
    bl_ui_units_x = POPOVER_UNITS

    def draw_header_preset(self, context: Context) -> None:
        RODIN_PROPS_PT_presets.draw_panel_header(self.layout)

    def draw(self, context: Context) -> None:
        from .layouts.notice import draw_notice
        from .layouts.place import draw_place, draw_quality, draw_size
        from .layouts.source import draw_prompt, draw_source
        from .layouts.usual_size import draw_usual_size

        layout = self.layout
        settings = settings_of(context)
        source = Source[settings.source]
        draw_notice(layout, context)
        draw_source(layout, context, settings)
        draw_prompt(layout, settings, source)
        draw_place(layout, context, settings, source)
        draw_size(layout, settings, source)
        draw_usual_size(layout, context, source)
        draw_quality(layout, settings, source)


class RODIN_PROPS_PT_options(SidebarPanel, bpy.types.Panel):
    bl_label = "Options"
    bl_parent_id = "RODIN_PROPS_PT_generate"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: Context) -> None:
        from ..api.options.advice import note

        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        settings = settings_of(context)
        options = settings.to_options()
        shown = [name for name in options.applicable() if name not in _IN_MAIN_PANEL | _NOT_SHOWN]
        for group in GROUPS:
            names = [name for name in shown if option_of(name).group == group]
            if names:
                column = layout.column(heading=translated(group))
                for name in names:
                    column.prop(settings, name)
                    if sentence := note(options, name):
                        draw_sentence(column, context, sentence, icon="INFO")


class RODIN_PROPS_PT_button(SidebarPanel, bpy.types.Panel):
    bl_label = ""
    bl_parent_id = "RODIN_PROPS_PT_generate"
    bl_options = {"HIDE_HEADER"}

    def draw(self, context: Context) -> None:
        from .layouts.button import draw_button

        settings = settings_of(context)
        draw_button(self.layout, context, settings, Source[settings.source])


register, unregister = bpy.utils.register_classes_factory(
    (RODIN_PROPS_PT_generate, RODIN_PROPS_PT_options, RODIN_PROPS_PT_button)
)

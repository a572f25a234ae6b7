# SPDX-License-Identifier: GPL-3.0-or-later
"""The popover and the menu of presets: those of the extension with what they cost, then the artist's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy
from bl_ui.utils import PresetPanel

from ...operators.presets import PANEL, SUBFOLDER, RODIN_PROPS_OT_choose_preset, RODIN_PROPS_OT_save_preset
from ..layouts.text import POPOVER_UNITS

if TYPE_CHECKING:
    from bpy.types import Context

_ROOT = str(Path(__file__).parents[2])
"""Blender looks for presets in the folder `presets` of this one."""


class RODIN_PROPS_PT_presets(PresetPanel, bpy.types.Panel):
    bl_idname = PANEL
    bl_label = "Presets"
    bl_ui_units_x = POPOVER_UNITS
    # By these, Blender's own mechanism knows what to draw, and scripts what to call.
    preset_subdir = SUBFOLDER
    preset_operator = RODIN_PROPS_OT_choose_preset.bl_idname
    preset_add_operator = RODIN_PROPS_OT_save_preset.bl_idname

    def draw(self, context: Context) -> None:
        from .choices import draw_built_in, draw_own

        draw_built_in(self.layout, context)
        draw_own(self.layout, context, can_change=True)


class RODIN_PROPS_MT_presets(bpy.types.Menu):
    bl_idname = "RODIN_PROPS_MT_presets"
    bl_label = "Presets"

    def draw(self, context: Context) -> None:
        from .choices import draw_built_in, draw_own

        draw_built_in(self.layout, context)
        draw_own(self.layout, context, can_change=False)


_register_classes, _unregister_classes = bpy.utils.register_classes_factory(
    (RODIN_PROPS_PT_presets, RODIN_PROPS_MT_presets)
)


def register() -> None:
    bpy.utils.register_preset_path(_ROOT)
    _register_classes()


def unregister() -> None:
    _unregister_classes()
    bpy.utils.unregister_preset_path(_ROOT)

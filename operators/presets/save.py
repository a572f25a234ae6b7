# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist's own presets are saved and removed, by Blender's own mechanism: into the folder of the artist's presets.

Those that come with the extension stand in its folder, where Blender removes and replaces nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bl_operators.presets import AddPresetBase

if TYPE_CHECKING:
    from bpy.types import Context, OperatorProperties

SUBFOLDER = "rodin_props"
"""Of Blender's folders of presets."""
PANEL = "RODIN_PROPS_PT_presets"


class RODIN_PROPS_OT_save_preset(AddPresetBase, bpy.types.Operator):
    """Save all options as a preset of your own, or remove one of these"""

    bl_idname = "rodin_props.save_preset"
    bl_label = "Save Preset"
    preset_menu = PANEL
    preset_subdir = SUBFOLDER

    @classmethod
    def description(cls, context: Context, properties: OperatorProperties) -> str:
        """Return what this button does: one saves, the others remove."""
        if properties.remove_name:
            return "Remove this preset of your own"
        return "Save all options as a preset of your own. Pictures, prompt, size, place and seed are in none"

    @property
    def preset_defines(self) -> list[str]:
        """Return the lines that every preset begins with."""
        from ...api.presets.preset_text import DEFINES

        return [DEFINES]

    @property
    def preset_values(self) -> list[str]:
        """Return what is written, as Blender's own presets name it."""
        from ...api.presets.preset_text import HOLDER, names_in_presets

        return [f"{HOLDER}.{name}" for name in names_in_presets()]


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_save_preset,))

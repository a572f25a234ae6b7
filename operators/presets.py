# SPDX-License-Identifier: GPL-3.0-or-later
"""Presets are chosen, saved and removed. Costs nothing.

Saving and removing is Blender's own: into the folder of the artist's presets. Those that come with the extension stand
in its folder, where Blender removes and replaces nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
from bl_operators.presets import AddPresetBase
from bpy.props import StringProperty

from ..errors import RodinError
from ..session.language import for_report, for_tooltip, translated
from .refusals import refused

if TYPE_CHECKING:
    from bpy.types import Context, OperatorProperties

SUBFOLDER = "rodin_props"
"""Of Blender's folders of presets."""
PANEL = "RODIN_PROPS_PT_presets"


class RODIN_PROPS_OT_choose_preset(bpy.types.Operator):
    """Set all options as this preset says"""

    bl_idname = "rodin_props.choose_preset"
    bl_label = "Choose Preset"
    bl_options = {"UNDO"}

    filepath: StringProperty(
        name="Preset", description="Path of its file", subtype="FILE_PATH", options={"SKIP_SAVE", "HIDDEN"}
    )

    @classmethod
    def description(cls, context: Context, properties: OperatorProperties) -> str:
        """Return what the preset is for, what a prop costs with it and how long it takes."""
        from ..api.presets.built_in import BUILT_IN
        from ..session.presets import choosing

        path = Path(properties.filepath)
        helps = (each.help for each in BUILT_IN if each.path == path)
        try:
            cost = choosing.cost_words(context, choosing.read(path).options)
        except RodinError as error:
            return for_tooltip(str(error))
        return for_tooltip(f"{next(helps, 'Set all options as this preset says')}. A prop costs {cost}")

    def execute(self, context: Context) -> set[str]:
        from ..api.presets.built_in import BUILT_IN
        from ..session.presets import choosing

        path = Path(self.filepath)
        try:
            preset = choosing.choose(context, path)
        except RodinError as error:
            return refused(self, error)
        labels = (translated(each.label) for each in BUILT_IN if each.path == path)
        name = next(labels, bpy.path.display_name(path.name, title_case=False))
        if preset.told:
            self.report({"WARNING"}, for_report(f"Not all of “{name}” could be taken. {preset.warning}"))
        else:
            cost = choosing.cost_words(context, preset.options)
            self.report({"INFO"}, for_report(f"All options are as “{name}” says. A prop costs {cost}."))
        return {"FINISHED"}


class RODIN_PROPS_OT_save_preset(AddPresetBase, bpy.types.Operator):
    """Save all options as a preset of your own, or remove one of these"""

    bl_idname = "rodin_props.save_preset"
    bl_label = "Save Preset"
    preset_menu = PANEL
    preset_subdir = SUBFOLDER

    if TYPE_CHECKING:  # of Blender's class
        name: str
        remove_name: bool
        remove_active: bool

    @classmethod
    def description(cls, context: Context, properties: OperatorProperties) -> str:
        """Return what this button does: one saves, the others remove."""
        if properties.remove_name:
            return for_tooltip("Remove this preset of your own")
        return for_tooltip(
            "Save all options as a preset of your own. Pictures, prompt, size, place and seed are in none"
        )

    def execute(self, context: Context) -> set[str]:
        if not self.remove_name and not self.remove_active and (sentence := self._refusal_sentence()):
            return refused(self, sentence, level="WARNING")
        shown: Any = getattr(bpy.types, PANEL)
        title = shown.bl_label
        try:
            done: Any = AddPresetBase.execute(self, context)
            return done
        except OSError as error:
            reason = error.strerror or "the disk refused it"
            return refused(self, f"The preset was not saved: {reason}. Check Blender's folder of presets.")
        finally:
            shown.bl_label = title  # Blender has named it after the preset

    def _refusal_sentence(self) -> str:
        """Return why nothing can be saved under this name, and what to do; "" if it can be."""
        from ..api.presets.built_in import BUILT_IN

        name, file_name = self.name.strip(), self.as_filename(self.name)
        if not file_name:
            return "A preset without a name cannot be saved. Write a name of letters beside the button first."
        for each in BUILT_IN:
            label = translated(each.label)
            if name.casefold() in (label.casefold(), each.label.casefold()) or file_name == each.stem:
                return f"“{name}” is the preset “{label}” of the extension. Save yours under another name."
        if bpy.utils.preset_find(file_name, SUBFOLDER):
            return f"You have a preset “{name}” already. Remove that one first, or save under another name."
        return ""

    def add(self, context: Context, filepath: str) -> None:
        """Write the file in Blender's place, which would print its path."""
        from ..api.presets.preset_text import written_preset
        from ..session import addon

        Path(filepath).write_text(written_preset(addon.settings(context).to_options()), "utf-8")


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_choose_preset, RODIN_PROPS_OT_save_preset))

# SPDX-License-Identifier: GPL-3.0-or-later
"""A preset is chosen. Costs nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy
from bpy.props import StringProperty

from ...errors import RodinError

if TYPE_CHECKING:
    from bpy.types import Context, OperatorProperties


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
        from ...api.presets.built_in import BUILT_IN
        from ...session.presets import choosing

        path = Path(properties.filepath)
        helps = (each.help for each in BUILT_IN if each.path == path)
        try:
            cost = choosing.cost_words(context, choosing.read(path).options)
        except RodinError as error:
            return str(error)
        return f"{next(helps, 'Set all options as this preset says')}. A prop costs {cost}"

    def execute(self, context: Context) -> set[str]:
        from ...session.presets import choosing

        path = Path(self.filepath)
        try:
            preset = choosing.choose(context, path)
        except RodinError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        name = bpy.path.display_name(path.name, title_case=False)
        if preset.told:
            self.report({"WARNING"}, f"{name}: {preset.warning}")
        else:
            self.report({"INFO"}, f"{name}: {choosing.cost_words(context, preset.options)}.")
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_choose_preset,))

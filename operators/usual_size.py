# SPDX-License-Identifier: GPL-3.0-or-later
"""The usual size of what the prompt names is taken or refused. Costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.props import StringProperty

from ..session import addon
from ..session.sources import Source
from .refusals import refused

if TYPE_CHECKING:
    from bpy.types import Context

    from ..session.inputs.usual_size import UsualSize


class _OfUsualSize:
    """What both have: for which picture it is."""

    picture_name: StringProperty(
        name="Picture",
        description="Name of the picture that it is made from instead of the panel's",
        options={"SKIP_SAVE", "HIDDEN"},
    )

    def usual(self, context: Context) -> UsualSize | None:
        """Return the usual size of what the panel or the picture names."""
        from ..session.inputs.usual_size import usual_size

        source = Source.PICTURE if self.picture_name else Source[addon.settings(context).source]
        return usual_size(context, source, picture_name=self.picture_name)


class RODIN_PROPS_OT_take_usual_size(_OfUsualSize, bpy.types.Operator):
    """Make the prop as big as such a thing usually is"""

    bl_idname = "rodin_props.take_usual_size"
    bl_label = "Take Usual Size"
    bl_options = {"UNDO"}

    def execute(self, context: Context) -> set[str]:
        from ..session.inputs.usual_size import take

        usual = self.usual(context)
        if usual is None:
            return refused(self, "Nothing is named whose usual size is known. Type a size.")
        take(context, usual)
        return {"FINISHED"}


class RODIN_PROPS_OT_refuse_usual_size(_OfUsualSize, bpy.types.Operator):
    """Keep the size as it is, and say nothing of this word's usual size any more in this scene"""

    bl_idname = "rodin_props.refuse_usual_size"
    bl_label = "Keep Size"
    bl_options = {"UNDO"}

    def execute(self, context: Context) -> set[str]:
        from ..session.inputs.usual_size import refuse

        usual = self.usual(context)
        if usual is None and not addon.settings(context).size_from:
            return {"CANCELLED"}
        refuse(context, usual)
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory(
    (RODIN_PROPS_OT_take_usual_size, RODIN_PROPS_OT_refuse_usual_size)
)

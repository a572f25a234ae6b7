# SPDX-License-Identifier: GPL-3.0-or-later
"""The library's part of the sidebar: where new props are kept, and what is on its way there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..operators import monitor
from ..operators.props.keep import RODIN_PROPS_OT_keep_in_library
from ..session import session
from ..session.addon import OLDEST_TO_PUBLISH
from .panels import SidebarPanel
from .publishing import draw_publish

if TYPE_CHECKING:
    from bpy.types import Context


class RODIN_PROPS_PT_library(SidebarPanel, bpy.types.Panel):
    bl_label = "Library"
    bl_order = 3
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: Context) -> None:
        from ..session.keeping import library
        from .layouts.keeping import draw_choice, draw_under_way

        draw_choice(self.layout, context)
        if session.current().has_ledger:
            monitor.look_soon()
            self.layout.operator(RODIN_PROPS_OT_keep_in_library.bl_idname, text="Keep Selected Props", icon="FILE_NEW")
            draw_under_way(self.layout, context)
        if bpy.app.version >= OLDEST_TO_PUBLISH and (chosen := library.chosen(context)) is not None:
            draw_publish(self.layout, chosen.name)


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_PT_library,))

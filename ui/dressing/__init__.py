# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel that dresses a set of blockouts: a table of them, what they share, and one button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ...operators import monitor
from ..panels import SidebarPanel
from . import properties

if TYPE_CHECKING:
    from bpy.types import Context, UILayout


class RODIN_PROPS_UL_blockouts(bpy.types.UIList):
    """The blockouts of the set: name, words, picture, size, state."""

    def draw_item(
        self,
        context: Context,
        layout: UILayout,
        data: Any,
        item: Any,
        icon: int,
        active_data: Any,
        active_property: str,
        index: int,
    ) -> None:
        from .rows import draw_row

        draw_row(layout, context, item.name)


class RODIN_PROPS_PT_dress(SidebarPanel, bpy.types.Panel):
    bl_label = "Dress a Set"
    bl_idname = "RODIN_PROPS_PT_dress"
    bl_order = 5
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: Context) -> None:
        from ...session.dressing import table
        from . import parts

        found = table.rows()
        if table.has_work():
            monitor.wake()
        parts.draw_set(self.layout, context)
        if found is None:
            self.layout.label(text="Looking")
            return
        if found:
            parts.draw_table(self.layout, context, RODIN_PROPS_UL_blockouts.__name__, found)
            parts.draw_active(self.layout, context)
        parts.draw_style(self.layout, context)
        parts.draw_button(self.layout, context, found)


_register_classes, _unregister_classes = bpy.utils.register_classes_factory(
    (RODIN_PROPS_UL_blockouts, RODIN_PROPS_PT_dress)
)


def register() -> None:
    properties.register()
    _register_classes()


def unregister() -> None:
    _unregister_classes()
    properties.unregister()

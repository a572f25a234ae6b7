# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a library is published: in the Asset Browser's Library menu, and in the preferences of asset libraries."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import bpy

from ..operators.props.publish_library import RODIN_PROPS_OT_publish_library, RODIN_PROPS_OT_stop_publishing
from ..session.addon import BASE_PACKAGE, OLDEST_TO_PUBLISH
from ..session.language import translated

if TYPE_CHECKING:
    from bpy.types import Context, UILayout

_IS_NEW = bpy.app.version >= OLDEST_TO_PUBLISH
_MENU = "ASSETBROWSER_MT_library" if _IS_NEW else "ASSETBROWSER_MT_catalog"
"""Older Blenders have no menu for libraries; in this one the button says what it needs."""
_PANEL = "USERPREF_PT_assets"


def draw_publish(layout: UILayout, library: str = "") -> None:
    """Draw the button that publishes a library, or how far that is.

    :param library: its name in the preferences; "" for the one that the editor shows.
    """
    publishing = sys.modules.get(
        f"{BASE_PACKAGE}.session.keeping.publishing"
    )  # nothing was published before it was loaded
    if publishing is None or (running := publishing.running()) is None:
        layout.operator(RODIN_PROPS_OT_publish_library.bl_idname, icon="URL").library = library
        return
    progress = publishing.shown_progress()
    row = layout.row(align=True)
    of = (
        f": {progress.number} of {progress.of} file{'' if progress.of == 1 else 's'}"
        if progress is not None and progress.of
        else ""
    )
    row.progress(factor=progress.factor if of else 0.0, text=translated(f"Publishing “{running.name}”{of}"))
    row.operator(RODIN_PROPS_OT_stop_publishing.bl_idname, text="", icon="X")


def _draw_menu(self: bpy.types.Menu, context: Context) -> None:
    layout = self.layout
    layout.separator()
    layout.operator_context = "INVOKE_DEFAULT"
    layout.operator(RODIN_PROPS_OT_publish_library.bl_idname, icon="URL")


def _draw_in_preferences(self: bpy.types.Panel, context: Context) -> None:
    draw_publish(self.layout)


def register() -> None:
    getattr(bpy.types, _MENU).append(_draw_menu)
    if _IS_NEW:
        getattr(bpy.types, _PANEL).append(_draw_in_preferences)


def unregister() -> None:
    if _IS_NEW:
        getattr(bpy.types, _PANEL).remove(_draw_in_preferences)
    getattr(bpy.types, _MENU).remove(_draw_menu)

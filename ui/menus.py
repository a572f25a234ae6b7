# SPDX-License-Identifier: GPL-3.0-or-later
"""Menu entries. F3 searches menus, never panels: without them no operator would be found.

One menu leads to all others. It has an item in Blender's keymap without a key: the artist may give it one, and F3 finds
what is in the menu of such an item in every editor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..operators.dressing.dress import RODIN_PROPS_OT_dress
from ..operators.dressing.set_actions import RODIN_PROPS_OT_bring_in, RODIN_PROPS_OT_list_blockouts
from ..operators.making.generate_from_blender_image import RODIN_PROPS_OT_generate_from_blender_image
from ..operators.making.generate_from_clipboard import RODIN_PROPS_OT_generate_from_clipboard
from ..operators.making.generate_from_selection import RODIN_PROPS_OT_generate_from_selection
from ..operators.making.rerun import RODIN_PROPS_OT_rerun
from ..operators.making.retexture import RODIN_PROPS_OT_retexture
from ..operators.props.keep import RODIN_PROPS_OT_choose_library, RODIN_PROPS_OT_keep_in_library
from ..session.language import translated
from ..session.sources import Source
from .presets.panel import RODIN_PROPS_MT_presets

if TYPE_CHECKING:
    from typing import Any

    from bpy.types import Context, KeyConfig, KeyMap, KeyMapItem, UILayout

_ICONS = {
    **{source.description.operator: source.description.icon for source in Source},
    RODIN_PROPS_OT_generate_from_blender_image.bl_idname: "IMAGE",
    RODIN_PROPS_OT_generate_from_clipboard.bl_idname: "PASTEDOWN",
    RODIN_PROPS_OT_generate_from_selection.bl_idname: "CUBE",
    RODIN_PROPS_OT_dress.bl_idname: "OUTLINER_COLLECTION",
}


_TEXTS = {
    Source.PICTURE.description.operator: "Generate Prop from Picture (Image to 3D)",
    Source.TEXT.description.operator: "Generate Prop from Text (Text to 3D)",
}
"""What these are called by everybody else: somebody may search for that."""
_KEYMAP, _CALL_MENU = "Window", "wm.call_menu"


class RODIN_PROPS_MT_all(bpy.types.Menu):
    bl_idname = "RODIN_PROPS_MT_all"
    bl_label = "Rodin Props"

    def draw(self, context: Context) -> None:
        from .layouts.all_actions import draw_all

        draw_all(self.layout)


class RODIN_PROPS_MT_selected(bpy.types.Menu):
    bl_idname = "RODIN_PROPS_MT_selected"
    bl_label = "Selected Prop or Mesh"

    def draw(self, context: Context) -> None:
        from .layouts.all_actions import draw_selected

        draw_selected(self.layout)


class RODIN_PROPS_MT_library(bpy.types.Menu):
    bl_idname = "RODIN_PROPS_MT_library"
    bl_label = "Rodin Asset Library"

    def draw(self, context: Context) -> None:
        from .layouts.all_actions import draw_library

        draw_library(self.layout)


class RODIN_PROPS_MT_generate(bpy.types.Menu):
    bl_idname = "RODIN_PROPS_MT_generate"
    bl_label = "Rodin AI 3D Model"

    def draw(self, context: Context) -> None:
        draw_entries(self.layout)


def draw_entries(layout: UILayout) -> None:
    """Draw every generate operator, and the repetition."""
    # A menu calls invoke(): the picture's file browser and the text's dialog open.
    layout.operator_context = "INVOKE_DEFAULT"
    for operator, icon in _ICONS.items():
        text = _TEXTS.get(operator)
        layout.operator(operator, text=None if text is None else translated(text), icon=icon)
    layout.operator(RODIN_PROPS_OT_rerun.bl_idname, icon="FILE_REFRESH")
    layout.operator(RODIN_PROPS_OT_list_blockouts.bl_idname, text="List Selected Blockouts", icon="ADD")
    layout.operator(RODIN_PROPS_OT_bring_in.bl_idname, icon="IMPORT")
    layout.menu(RODIN_PROPS_MT_presets.bl_idname, icon="PRESET")
    layout.separator()
    layout.operator(RODIN_PROPS_OT_retexture.bl_idname, text="New Textures for Selected Meshes", icon="TEXTURE")
    layout.separator()
    layout.operator(RODIN_PROPS_OT_keep_in_library.bl_idname, icon="ASSET_MANAGER")
    layout.operator(RODIN_PROPS_OT_choose_library.bl_idname, icon="FILE_FOLDER")


def _draw_menu(self: bpy.types.Menu, context: Context) -> None:
    self.layout.separator()
    self.layout.menu(RODIN_PROPS_MT_generate.bl_idname, icon="SHADERFX")


def _draw_object_menu(self: bpy.types.Menu, context: Context) -> None:
    _draw_menu(self, context)
    self.layout.menu("RODIN_PROPS_MT_gallery", icon="ASSET_MANAGER")


_MENUS = {"VIEW3D_MT_add": _draw_menu, "VIEW3D_MT_object": _draw_object_menu}


def key_of_menu(keyconfig: KeyConfig | None) -> tuple[KeyMap, KeyMapItem] | None:
    """Return the item in a key configuration that opens the menu of all actions; None if it is not there."""
    if keyconfig is None or (keymap := keyconfig.keymaps.get(_KEYMAP)) is None:
        return None
    for item in keymap.keymap_items:
        if item.idname == _CALL_MENU and item.properties and item.properties.name == RODIN_PROPS_MT_all.bl_idname:
            return keymap, item
    return None


class RODIN_PROPS_OT_restore_menu_key(bpy.types.Operator):
    """Give the menu of all actions its entry in the keymap again, without a key. All other entries stay as they are"""

    bl_idname = "rodin_props.restore_menu_key"
    bl_label = "Restore Entry"
    bl_options = {"INTERNAL"}

    def execute(self, context: Context) -> set[str]:
        keyconfig: Any = context.window_manager.keyconfigs.user
        if key_of_menu(keyconfig) is None:
            # Blender would restore the whole keymap, and with it what the artist has changed there.
            _add_item(keyconfig)
            context.preferences.is_dirty = True
        return {"FINISHED"}


def _add_key() -> None:
    keyconfig = bpy.context.window_manager.keyconfigs.addon
    if keyconfig is not None:  # a Blender without a window has none
        _add_item(keyconfig)


def _add_item(keyconfig: KeyConfig) -> None:
    keymap = keyconfig.keymaps.new(name=_KEYMAP)
    item: Any = keymap.keymap_items.new(_CALL_MENU, type="NONE", value="PRESS")
    item.properties.name = RODIN_PROPS_MT_all.bl_idname


def _remove_key() -> None:
    if (found := key_of_menu(bpy.context.window_manager.keyconfigs.addon)) is not None:
        keymap, item = found
        keymap.keymap_items.remove(item)


_register_classes, _unregister_classes = bpy.utils.register_classes_factory(
    (
        RODIN_PROPS_MT_all,
        RODIN_PROPS_MT_selected,
        RODIN_PROPS_MT_library,
        RODIN_PROPS_MT_generate,
        RODIN_PROPS_OT_restore_menu_key,
    )
)


def register() -> None:
    _register_classes()
    for name, draw in _MENUS.items():
        getattr(bpy.types, name).append(draw)
    _add_key()


def unregister() -> None:
    _remove_key()
    for name, draw in _MENUS.items():
        getattr(bpy.types, name).remove(draw)
    _unregister_classes()

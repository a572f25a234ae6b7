# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: the search of menus, and keys that the artist gives."""

import sys

import bpy

from .desk import PACKAGE, Desk, Steps
from .popup import Popup
from .preferences_page import PreferencesPage
from .status_bar import only

KEY_COLUMNS = (0.8, 0.85, 0.75)
RESTORE, REMOVE = "preferences.keyitem_restore(", "preferences.keyitem_remove("
BRING_BACK = "rodin_props.restore_menu_key("


def search(desk: Desk) -> Steps:
    """F3 in editors of several kinds: what is in the menu without a key is found in all of them."""
    desk.facts["developer"] = bpy.context.preferences.view.show_developer_ui
    manager, shown = bpy.context.window_manager, Popup(desk.hands, bpy.types.RODIN_PROPS_PT_jobs)
    for editor in ("VIEW_3D", "TEXT_EDITOR", "NODE_EDITOR", "OUTLINER"):
        only(editor)
        yield 1.0
        area = bpy.context.window.screen.areas[0]
        yield from desk.hands.move(area.x + area.width // 2, area.y + area.height // 2)
        manager.clipboard = ""
        yield from desk.hands.run_from_search("copy details")
        yield 0.5
        desk.facts[f"copied_{editor}"] = manager.clipboard.partition(" ")[0]
        shown.editors.clear()
        yield from desk.hands.run_from_search("show jobs")
        yield 0.7
        desk.facts[f"list_{editor}"] = bool(shown.editors)
        yield from shown.close()
    yield from desk.hands.press("F3")
    yield 0.5
    yield from desk.hands.type("rodin")
    yield 0.7
    desk.screenshot("1-rodin")
    yield from desk.hands.press("ESC")


def key_of_menu() -> str:
    """The key that opens the menu of all actions; "" where the menu has no entry."""
    keyconfig = bpy.context.window_manager.keyconfigs.user
    found = sys.modules[f"{PACKAGE}.ui.menus"].key_of_menu(keyconfig)
    return "" if found is None else found[1].type


def show_key_row(desk: Desk) -> Steps:
    """Show the end of our preferences, where the menu's key is; return the page."""
    page = PreferencesPage(desk.hands)
    yield from page.show_ours()
    yield from desk.hands.move(bpy.context.window.width // 2, bpy.context.window.height // 2)
    yield from desk.hands.wheel(down=True, notches=40)
    yield 1.0
    return page


def assign_keys(desk: Desk) -> Steps:
    """Give a key to the menu in our preferences and one to an action, save the preferences."""
    desk.facts["before"] = key_of_menu()
    keyconfig = bpy.context.window_manager.keyconfigs.user
    keyconfig.keymaps["Window"].keymap_items.new("rodin_props.copy_details", "F17", "PRESS")
    page = yield from show_key_row(desk)
    desk.screenshot("1-preferences")
    yield from page.find_property("type", columns=KEY_COLUMNS, from_below=True)
    yield from desk.hands.click()
    yield 0.5
    yield from desk.hands.press("F18")
    yield 1.0
    desk.facts["assigned"] = key_of_menu()
    desk.screenshot("2-assigned")
    bpy.ops.wm.save_userpref()


def press_keys(desk: Desk) -> Steps:
    """Press them in another Blender; restore that of the menu, remove its entry and bring it back."""
    menu = Popup(desk.hands, bpy.types.RODIN_PROPS_MT_all)
    yield 1.0
    yield from desk.to_viewport()
    bpy.context.window_manager.clipboard = ""
    yield from desk.hands.press("F17")
    yield 0.5
    desk.facts["copied"] = bpy.context.window_manager.clipboard.partition(" ")[0]
    yield from desk.hands.press("F18")
    yield 1.0
    desk.screenshot("3-menu")
    desk.facts |= {"after": key_of_menu(), "opened": list(menu.editors)}
    yield from desk.hands.press("ESC")
    page = yield from show_key_row(desk)
    yield from page.press(RESTORE, columns=(1.0, 0.98))
    yield 1.0
    desk.facts["restored"] = key_of_menu()
    desk.screenshot("4-restored")
    menu.editors.clear()
    yield from desk.hands.press("F18")
    yield 1.0
    desk.facts["opened_when_restored"] = list(menu.editors)
    yield from page.press(REMOVE, columns=(1.0, 0.98))
    yield 1.0
    desk.facts["removed"] = key_of_menu()
    desk.screenshot("5-removed")
    yield from page.press(BRING_BACK, columns=KEY_COLUMNS)
    yield 1.0
    desk.facts["brought_back"] = key_of_menu()
    desk.screenshot("6-brought-back")

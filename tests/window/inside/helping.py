# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: the status bar and the list that a click there shows, the search of menus, keys, a key that is refused."""

import sys
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps
from .redraws import Draws
from .working_day import TAB

STATUS_BAR_PIXELS = 10
"""Height of the middle of the status bar."""


def watch_list() -> list[str]:
    """Note in which kinds of editors the list of jobs is drawn from now on."""
    kind: Any = bpy.types.RODIN_PROPS_PT_jobs
    draw, seen = kind.draw, []

    def noted(self: Any, context: bpy.types.Context) -> None:
        seen.append(context.area.type if context.area is not None else "")
        draw(self, context)

    kind.draw = noted
    return seen


def only(editor: str) -> None:
    """Let the window have no other editor than one of this kind."""
    for area in bpy.context.window.screen.areas:
        area.type = editor


def begin(desk: Desk, count: int) -> Steps:
    """Have so many props on the way."""
    desk.set_scene()
    with bpy.context.temp_override(window=bpy.context.window):
        for number in range(count):
            bpy.ops.rodin_props.generate_from_text(prompt=f"chair number {number}")
    yield from desk.wait_until(lambda: len(desk.jobs()) == count, what="the jobs")
    yield from desk.until_generating(desk.jobs()[-1].id)
    yield 1.0


def right_end(pixels: int) -> tuple[int, int]:
    """A place in the status bar, so far from its right end."""
    return bpy.context.window.width - pixels, STATUS_BAR_PIXELS


def close_popup(desk: Desk) -> Steps:
    """Press Esc."""
    yield from desk.hands.press("ESC")
    yield 0.5


def status_bar(desk: Desk) -> Steps:
    """Click on the words in the status bar, and on the cross; with a 3D viewport in the window, and without one."""
    seen, own = watch_list(), sys.modules[f"{PACKAGE}.session.watching.shown"]
    draws = Draws()
    desk.facts["words_before"] = own.status_words()
    yield from begin(desk, 3)
    desk.facts["words"] = own.status_words()
    desk.screenshot("1-status-bar")
    for name, editor in (("viewport", ""), ("text", "TEXT_EDITOR")):
        if editor:
            only(editor)
            yield 1.0
        seen.clear()
        yield from desk.hands.move(*right_end(90))
        yield 0.3
        before = draws.counts.copy()
        yield from desk.hands.click()
        yield 1.0
        desk.facts[f"list_{name}"] = sorted(set(seen))
        desk.facts[f"draws_{name}"] = draws.since(before).get("viewport", 0)
        desk.screenshot(f"2-list-{name}")
        yield from close_popup(desk)
    yield from desk.hands.move(*right_end(14))
    yield 0.3
    yield from desk.hands.click()
    yield 1.0
    desk.screenshot("3-cancel")
    yield from close_popup(desk)
    desk.facts["after_esc"] = sorted(job.state.name for job in desk.jobs() if job.state.name == "CANCELLED")
    with bpy.context.temp_override(window=bpy.context.window):
        bpy.ops.rodin_props.cancel_running(everything=True)
    yield from desk.wait_until(lambda: not own.status_words(), what="nothing on the way")
    yield 1.0
    desk.screenshot("4-nothing")
    desk.facts["words_after"] = own.status_words()
    desk.facts["states"] = sorted({job.state.name for job in desk.jobs()})


def two_windows(desk: Desk) -> Steps:
    """A second window, and an editor that fills its window: the list is shown there by search."""
    seen = watch_list()
    with bpy.context.temp_override(window=bpy.context.window_manager.windows[0]):
        bpy.ops.wm.window_new_main()  # those of `window_new` have no status bar
    yield 1.5
    yield from begin(desk, 1)
    drawn: list[str] = []
    bpy.types.STATUSBAR_HT_header.append(lambda header, context: drawn.append(str(context.window.as_pointer())))
    yield from desk.wait_until(lambda: len(set(drawn)) == 2, what="both status bars", seconds=30)
    desk.screenshot("1-two-windows")
    with bpy.context.temp_override(window=bpy.context.window_manager.windows[-1]):
        bpy.ops.wm.window_close()
    yield 1.0
    with bpy.context.temp_override(window=bpy.context.window, area=desk.sidebar.area):
        bpy.ops.screen.screen_full_area(use_hide_panels=True)
    yield 1.0
    seen.clear()
    yield from desk.to_viewport()
    yield from desk.hands.run_from_search("show jobs")
    yield 1.0
    desk.facts["list_full_screen"] = sorted(set(seen))
    desk.screenshot("2-full-screen")


def search(desk: Desk) -> Steps:
    """F3 in editors of several kinds: what is in the menu without a key is found in all of them."""
    desk.facts["developer"] = bpy.context.preferences.view.show_developer_ui
    manager, seen = bpy.context.window_manager, watch_list()
    for editor in ("VIEW_3D", "TEXT_EDITOR", "NODE_EDITOR", "OUTLINER"):
        only(editor)
        yield 1.0
        area = bpy.context.window.screen.areas[0]
        yield from desk.hands.move(area.x + area.width // 2, area.y + area.height // 2)
        manager.clipboard = ""
        yield from desk.hands.run_from_search("copy details")
        yield 0.5
        desk.facts[f"copied_{editor}"] = manager.clipboard.partition(" ")[0]
        seen.clear()
        yield from desk.hands.run_from_search("show jobs")
        yield 0.7
        desk.facts[f"list_{editor}"] = bool(seen)
        yield from close_popup(desk)
    yield from desk.hands.press("F3")
    yield 0.5
    yield from desk.hands.type("rodin")
    yield 0.7
    desk.screenshot("1-rodin")
    yield from close_popup(desk)


def show_preferences(desk: Desk) -> Steps:
    """Let the window show the end of our preferences: a window of their own would lie outside of the screen."""
    area = bpy.context.window.screen.areas[0]
    area.type = "PREFERENCES"
    with bpy.context.temp_override(window=bpy.context.window, area=area):
        bpy.ops.screen.screen_full_area()
    yield 0.5
    bpy.context.preferences.active_section = "ADDONS"
    bpy.context.window_manager.addon_search = "Rodin Props"
    with bpy.context.temp_override(window=bpy.context.window):
        bpy.ops.preferences.addon_expand(module=PACKAGE)
    yield 1.0
    yield from desk.hands.move(bpy.context.window.width // 2, bpy.context.window.height // 2)
    yield from desk.hands.wheel(down=True, notches=30)
    yield 1.0


def assign_keys(desk: Desk) -> Steps:
    """Give a key to the menu and one to an action, save the preferences, and look at ours."""
    keyconfig = bpy.context.window_manager.keyconfigs.user
    found = sys.modules[f"{PACKAGE}.ui.menus"].key_of_menu(keyconfig)
    desk.facts["before"] = found[1].type
    found[1].type = "F18"
    keyconfig.keymaps["Window"].keymap_items.new("rodin_props.copy_details", "F17", "PRESS")
    yield 1.0
    yield from show_preferences(desk)
    desk.screenshot("1-preferences")
    bpy.ops.wm.save_userpref()


def press_keys(desk: Desk) -> Steps:
    """Press them in another Blender."""
    yield 1.0
    yield from desk.to_viewport()
    bpy.context.window_manager.clipboard = ""
    yield from desk.hands.press("F17")
    yield 0.5
    desk.facts["copied"] = bpy.context.window_manager.clipboard.partition(" ")[0]
    yield from desk.hands.press("F18")
    yield 1.0
    desk.screenshot("2-menu")
    found = sys.modules[f"{PACKAGE}.ui.menus"].key_of_menu(bpy.context.window_manager.keyconfigs.user)
    desk.facts["after"] = found[1].type


def refused_key(desk: Desk) -> Steps:
    """A key that the service refuses: it is said at the Generate button, and its details are copied."""
    bpy.context.scene.rodin_props.source = "TEXT"
    bpy.context.scene.rodin_props.prompt = "a velvet sofa"
    bpy.data.objects.remove(bpy.data.objects["Cube"])  # no panel of a mesh above the list
    with bpy.context.temp_override(window=bpy.context.window):
        bpy.ops.rodin_props.test_key()
    yield from desk.sidebar.open(TAB)
    look = sys.modules[f"{PACKAGE}.session.watching.look"]

    def is_refused() -> bool:
        account = look.facts().account
        return account is not None and account.is_key_refused

    yield from desk.wait_until(is_refused, what="the answer", seconds=60)
    yield 1.0
    desk.screenshot("1-refused")
    yield from desk.sidebar.find("rodin_props.show_preferences(")
    yield from desk.sidebar.press("rodin_props.copy_details(")
    yield 0.5
    desk.facts["copied"] = bpy.context.window_manager.clipboard

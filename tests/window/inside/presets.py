# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: the popover of presets beside the panel's title, and the menu of presets."""

import sys
from pathlib import Path
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps
from .drawn import drawn_by
from .popup import Popup
from .working_day import TAB

NAME = "Street"
RIGHT_END = (1.0,)
"""The column of what removes and saves."""


class Presets:
    """The icon in the panel's title and the popover that it opens."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.popup = Popup(desk.hands, bpy.types.RODIN_PROPS_PT_presets)
        self._icon = (0, 0)

    def open(self) -> Steps:
        """Click on the icon."""
        hands = self._desk.hands
        if self._icon == (0, 0):
            yield from self._desk.to_viewport()
            panel = bpy.types.RODIN_PROPS_PT_generate
            box = yield from drawn_by(self._desk, self._desk.sidebar, panel, "draw_header_preset")
            self._icon = box.middle
        yield from hands.move(*self._icon)
        yield 0.2
        yield from hands.click()
        yield from self._desk.wait_until(lambda: self.popup.is_open, what="the popover of presets", seconds=20)
        yield 0.5

    def press(self, wanted: str, *, columns: tuple[float, ...] = (0.4,)) -> Steps:
        """Open the popover, press what the operator's call contains, close it."""
        yield from self.open()
        yield from self.popup.press(wanted, columns=columns)
        yield 0.5
        yield from self.popup.close()

    def look(self, name: str) -> Steps:
        """Open the popover, take a picture of it, close it."""
        yield from self.open()
        self._desk.screenshot(name)
        yield from self.popup.close()


def popover(desk: Desk) -> Steps:
    """Choose a preset, save the options as one of one's own, choose that, remove it: all with the mouse."""
    settings = bpy.context.scene.rodin_props
    settings.source, settings.prompt, settings.seed = "TEXT", "a bar stool", 7
    settings.height_meters = 0.8
    yield from desk.sidebar.open(TAB)
    presets = Presets(desk)
    yield from presets.look("1-presets")
    yield from presets.press("Game_Prop.py")
    desk.facts["in_use"] = in_use()
    desk.facts["chosen"] = {name: getattr(settings, name) for name in ("tier", "mesh_mode", "quality", "quad_normal")}
    desk.facts["kept"] = settings.prompt, settings.seed, round(settings.height_meters, 3)
    yield from save(desk, presets)
    desk.facts["saved"] = names()
    yield from presets.look("2-own-preset")
    settings.tier, settings.quad_normal = "SKETCH", False
    yield from presets.press(f"{NAME}.py")
    desk.facts["chosen_again"] = settings.tier, settings.quad_normal
    yield from presets.press("remove_name=True", columns=RIGHT_END)
    desk.facts["removed"] = names()
    yield from presets.look("3-removed")


def save(desk: Desk, presets: Presets) -> Steps:
    """Type a name into the field of the popover and press the plus beside it."""
    yield from presets.open()
    plus = yield from presets.popup.find("save_preset(", columns=RIGHT_END)
    yield from desk.hands.move(plus.x - presets.popup.region.width // 2, plus.y)
    yield from desk.hands.click()
    yield 0.3
    yield from desk.hands.press("A", "ctrl")
    yield from desk.hands.type(NAME)
    yield from desk.hands.press("RET")
    yield 0.5
    desk.facts["typed"] = bpy.context.window_manager.preset_name
    yield from presets.popup.press("save_preset(", columns=RIGHT_END)
    yield 0.7
    yield from presets.popup.close()


def from_menu(desk: Desk) -> Steps:
    """Choose a preset from the menu by typing its first letters, and from the search."""
    yield from desk.to_viewport()
    yield from desk.hands.run_from_search("hero prop")
    yield 0.5
    desk.facts["searched"] = in_use()
    with bpy.context.temp_override(window=desk.hands.window, area=desk.sidebar.area):
        bpy.ops.wm.call_menu(name="RODIN_PROPS_MT_presets")
    yield 0.7
    desk.screenshot("1-menu")
    yield from desk.hands.type("draft")
    yield 0.5
    yield from desk.hands.press("RET")
    yield 0.5
    desk.facts["from_menu"] = in_use()


def names() -> list[str]:
    """Return the names of one's own presets."""
    folder = Path(bpy.utils.user_resource("SCRIPTS", path="presets/rodin_props"))
    return sorted(path.stem for path in folder.glob("*.py"))


def in_use() -> str:
    """Return which of the presets that come along is in use; "" for none."""
    used: Any = sys.modules[f"{PACKAGE}.session.presets.choosing"].in_use(bpy.context)
    return used.stem if used is not None else ""

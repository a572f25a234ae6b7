# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: the popover of presets beside the panel's title."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import bpy

from .desk import PACKAGE, Desk, Steps
from .working_day import TAB

ICON_FROM_RIGHT_PIXELS = (61, 66, 56)
"""The middle of the icon, from the sidebar's right edge: tabs, the panel's margin, the dots that drag it."""
TITLE_FROM_TOP_PIXELS = 17
ROW_STEP_PIXELS = 10
NAME = "Street"


class Popover(NamedTuple):
    """Where it is, in pixels of the window from the lower left."""

    left: int
    bottom: int
    right: int
    top: int


def popover(desk: Desk) -> Steps:
    """Choose a preset, save the options as one of one's own, choose that, remove it: all with the mouse."""
    settings = bpy.context.scene.rodin_props
    settings.source, settings.prompt, settings.seed = "TEXT", "a bar stool", 7
    settings.height_meters = 0.8
    yield from desk.sidebar.open(TAB)
    regions = watch_popover()
    yield from open_popover(desk, regions)
    desk.screenshot("1-presets")
    yield from close(desk)
    yield from click_down(desk, regions, until=lambda: in_use() == "Game_Prop", from_top=True, column=0.4)
    desk.facts["chosen"] = {name: getattr(settings, name) for name in ("tier", "mesh_mode", "quality", "quad_normal")}
    desk.facts["kept"] = settings.prompt, settings.seed, round(settings.height_meters, 3)
    yield from save(desk, regions)
    desk.facts["saved"] = names()
    yield from open_popover(desk, regions)
    desk.screenshot("2-own-preset")
    yield from close(desk)
    settings.tier, settings.quad_normal = "SKETCH", False
    yield from click_down(desk, regions, until=lambda: settings.tier != "SKETCH", from_top=False, column=0.4)
    desk.facts["chosen_again"] = settings.tier, settings.quad_normal
    yield from click_down(desk, regions, until=lambda: not names(), from_top=False, column=1.0)
    desk.facts["removed"] = names()
    yield from open_popover(desk, regions)
    desk.screenshot("3-removed")
    yield from close(desk)


def watch_popover() -> list[Any]:
    """Note the region of the popover whenever it is drawn."""
    kind: Any = bpy.types.RODIN_PROPS_PT_presets
    draw, seen = kind.draw, []

    def noted(self: Any, context: bpy.types.Context) -> None:
        seen.append(context.region_popup)
        draw(self, context)

    kind.draw = noted
    return seen


def open_popover(desk: Desk, regions: list[Any]) -> Steps:
    """Click on the icon in the panel's title; return where the popover is.

    :raises LookupError: nothing opens.
    """
    region = desk.sidebar.region
    y = region.y + region.height - TITLE_FROM_TOP_PIXELS
    for pixels in ICON_FROM_RIGHT_PIXELS:
        for _ in range(2):  # beside the icon, a click closes the panel, and the next one opens it
            regions.clear()
            yield from desk.hands.move(region.x + region.width - pixels, y)
            yield 0.2
            yield from desk.hands.click()
            yield 0.7
            if regions and regions[-1] is not None:
                found = regions[-1]
                return Popover(found.x, found.y, found.x + found.width, found.y + found.height)
    raise LookupError("no popover of presets opened")


def close(desk: Desk) -> Steps:
    """Press Esc; once more, for a field that was being edited."""
    for _ in range(2):
        yield from desk.hands.press("ESC")
        yield 0.3


def click_down(desk: Desk, regions: list[Any], *, until: Callable[[], bool], from_top: bool, column: float) -> Steps:
    """Open the popover and click in it, row by row, until something is so.

    :param from_top: else from the bottom up, beginning above the row with the name.
    :param column: 0 for the left end of a row, 1 for the button at its right end.
    :raises LookupError: no row did it.
    """
    for step in range(1, 20):
        where = yield from open_popover(desk, regions)
        x = round(where.left + 30 + column * (where.right - where.left - 60))
        y = where.top - step * ROW_STEP_PIXELS if from_top else where.bottom + 20 + step * ROW_STEP_PIXELS
        if not where.bottom < y < where.top:
            break
        yield from desk.hands.move(x, y)
        yield 0.2
        yield from desk.hands.click()
        yield 0.5
        done = until()
        yield from close(desk)
        if done:
            return
    raise LookupError("no row of the popover did it")


def save(desk: Desk, regions: list[Any]) -> Steps:
    """Type a name into the lowest row and press the plus beside it.

    :raises LookupError: nothing was saved.
    """
    manager: Any = bpy.context.window_manager
    for up in (18, 24, 14, 30):
        where = yield from open_popover(desk, regions)
        yield from desk.hands.move((where.left + where.right) // 2, where.bottom + up)
        yield from desk.hands.click()
        yield 0.3
        yield from desk.hands.type(NAME)
        yield from desk.hands.press("RET")
        yield 0.5
        if manager.preset_name == NAME:
            yield from desk.hands.move(where.right - 30, where.bottom + up)
            yield 0.2
            yield from desk.hands.click()
            yield 0.7
        yield from close(desk)
        if names():
            return
    raise LookupError("no preset was saved")


def names() -> list[str]:
    """Return the names of one's own presets."""
    folder = Path(bpy.utils.user_resource("SCRIPTS", path="presets/rodin_props"))
    return sorted(path.stem for path in folder.glob("*.py"))


def in_use() -> str:
    """Return which of the presets that come along is in use; "" for none."""
    used = sys.modules[f"{PACKAGE}.session.presets.choosing"].in_use(bpy.context)
    return used.stem if used is not None else ""

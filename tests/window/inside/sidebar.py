# SPDX-License-Identifier: GPL-3.0-or-later
"""Find buttons in the 3D View's sidebar by pointing at them.

Blender tells nobody where its buttons are. But it knows which button is under the mouse, and its own commands "Copy
Python Command" and "Copy Full Data Path" put that button's operator or property on the clipboard. So the mouse goes
down the sidebar, row by row, and asks at each stop: what a person reads, we hear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from bpy.types import Area, Region

    from .hands import Hands

Steps = Iterator[float | None]

ROW_STEP_PIXELS = 12
"""Less than a button's height at a UI scale of 1, which is 20."""
COLUMNS = (0.5, 1.0, 0.85, 0.0)
"""Where to point, in the order of likelihood: wide buttons, the last button of a row, the first."""
TABS_WIDTH_PIXELS = 28
EDGE_PIXELS = 24
TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button and where it is (window pixels)."""

    text: str
    x: int
    y: int


class Sidebar:
    """The sidebar of the first 3D viewport."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._seen: dict[str, tuple[int, int]] = {}

    @property
    def area(self) -> Area:
        """The first 3D viewport."""
        return next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")

    @property
    def region(self) -> Region:
        """Its sidebar."""
        return next(region for region in self.area.regions if region.type == "UI")

    def open(self, tab: str) -> Steps:
        """Make room, open the sidebar and turn to the tab of that name, as Ctrl and the wheel do."""
        if len(bpy.context.window.screen.areas) > 1:
            with bpy.context.temp_override(window=bpy.context.window, area=self.area):
                bpy.ops.screen.screen_full_area()
            yield 0.3
        self.area.spaces.active.show_region_ui = True
        yield 0.3
        yield from self._hands.move(self.region.x + self.region.width // 3, self.region.y + self.region.height // 2)
        self.region.active_panel_category = tab
        self.region.tag_redraw()
        yield 0.3

    def under_mouse(self) -> str:
        """Operator call or data path of the button under the mouse; an empty string over nothing."""
        manager = bpy.context.window_manager
        manager.clipboard = ""
        with bpy.context.temp_override(window=bpy.context.window, area=self.area, region=self.region):
            if bpy.ops.ui.copy_python_command_button.poll():
                bpy.ops.ui.copy_python_command_button()
            elif bpy.ops.ui.copy_data_path_button.poll():
                bpy.ops.ui.copy_data_path_button(full_path=True)
        return manager.clipboard

    def stops(self, column: float) -> Iterator[tuple[int, int]]:
        """Places of one column of the sidebar (0 = left edge, 1 = right), from top to bottom, in window pixels."""
        region = self.region
        width = region.width - TABS_WIDTH_PIXELS - 2 * EDGE_PIXELS
        x = round(region.x + EDGE_PIXELS + column * width)
        for y in range(region.y + region.height - 8, region.y + 8, -ROW_STEP_PIXELS):
            yield x, y

    def read(self, *, columns: tuple[float, ...] = (0.5,), until: str = "\0") -> Steps:
        """Point at everything in some columns and return the buttons found, in that order.

        Stops at the first button whose text contains `until`.
        """
        found: dict[str, Button] = {}
        for column in columns:
            yield from self._hands.move(*next(self.stops(column)))
            for x, y in self.stops(column):
                yield from self._hands.glide(x, y)
                text = self.under_mouse()
                if text and text not in found:
                    found[text] = Button(text=text, x=x, y=y)
                if until in text:
                    return list(found.values())
        return list(found.values())

    def find(self, wanted: str, *, columns: tuple[float, ...] = COLUMNS) -> Steps:
        """Point around until a button's operator call or data path contains `wanted`; the mouse stays there.

        :raises LookupError: there is none; the text lists those that are.
        """
        for text, place in self._seen.items():  # buttons seldom move
            if wanted in text and (here := (yield from self._at(place, wanted))):
                return here
        for _ in range(TRIES):
            found = yield from self.read(columns=columns, until=wanted)
            for button in found:
                if wanted not in button.text:
                    continue
                place = button.x, button.y - 3  # not on the very edge
                if here := (yield from self._at(place, wanted)):
                    self._seen[here.text] = place
                    return here
        raise LookupError(f"no button {wanted!r} in the sidebar, but: " + ", ".join(b.text for b in found))

    def _at(self, place: tuple[int, int], wanted: str) -> Steps:
        """Point at a place; return the button there, None if it is not the wanted one: the panel may just change."""
        yield from self._hands.move(*place)
        text = self.under_mouse()
        return Button(text=text, x=place[0], y=place[1]) if wanted in text else None

    def press(self, wanted: str, *, columns: tuple[float, ...] = COLUMNS) -> Steps:
        """Find a button and press it with the mouse."""
        yield from self.find(wanted, columns=columns)
        yield from self._hands.click()
        yield 0.1

    def open_dialog(self, wanted: str) -> Steps:
        """Press a button whose dialog opens over it. A person whose press did nothing presses again.

        :raises TimeoutError: no dialog opens.
        """
        for _ in range(TRIES):
            yield from self.press(wanted)
            yield 1.0
            if wanted not in self.under_mouse():
                return
        raise TimeoutError(f"no dialog of {wanted!r} opened")

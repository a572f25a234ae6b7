# SPDX-License-Identifier: GPL-3.0-or-later
"""The 3D View's sidebar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import bpy

from .buttons import EDGE_PIXELS, ROW_STEP_PIXELS, TRIES, Buttons, Steps

if TYPE_CHECKING:
    from bpy.types import Area, Region

__all__ = ["Sidebar", "Steps"]

TABS_WIDTH_PIXELS = 28


class Sidebar(Buttons):
    """The sidebar of the first 3D viewport."""

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

    def stops(self, column: float) -> Iterator[tuple[int, int]]:
        """Places of one column beside the tabs (0 = left edge, 1 = right), from top to bottom, in window pixels."""
        region = self.region
        width = region.width - TABS_WIDTH_PIXELS - 2 * EDGE_PIXELS
        x = round(region.x + EDGE_PIXELS + column * width)
        for y in range(region.y + region.height - 8, region.y + 8, -ROW_STEP_PIXELS):
            yield x, y

    def scroll_down(self, notches: int) -> Steps:
        """Turn the wheel over the middle, from where it goes on to what is below."""
        yield from self._hands.move(self.region.x + self.region.width // 2, self.region.y + self.region.height // 2)
        yield from self._hands.wheel(down=True, notches=notches)
        yield 0.5

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

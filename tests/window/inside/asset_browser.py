# SPDX-License-Identifier: GPL-3.0-or-later
"""The Asset Browser, used with the mouse: find an asset by pointing at it, drag it into the 3D viewport."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from bpy.types import Area, Region

    from .desk import Desk, Steps

STEP_PIXELS = 40
"""Less than half of a preview."""
_DRAG_PIXELS = 12


class AssetBrowser:
    """An Asset Browser in place of the Properties editor."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def area(self) -> Area:
        """Where it is."""
        return next(area for area in bpy.context.window.screen.areas if area.ui_type == "ASSETS")

    @property
    def region(self) -> Region:
        """Where it shows assets."""
        return next(region for region in self.area.regions if region.type == "WINDOW")

    def open(self, library: str) -> Steps:
        """Open it and let it show a library of the preferences."""
        area = next(area for area in bpy.context.window.screen.areas if area.type == "PROPERTIES")
        area.ui_type = "ASSETS"
        space: Any = area.spaces.active
        yield from self._desk.wait_until(lambda: space.params is not None, what="the Asset Browser")
        space.show_region_toolbar = False  # the catalogs; there is little room
        space.show_region_tool_props = False
        space.params.asset_library_reference = library
        yield 0.5

    def listed(self) -> list[str]:
        """Names of the assets that it shows."""
        with bpy.context.temp_override(window=bpy.context.window, area=self.area, region=self.region):
            bpy.ops.file.select_all(action="SELECT")
            names = sorted(each.name for each in bpy.context.selected_assets or ())
            bpy.ops.file.select_all(action="DESELECT")
        return names

    def until_listed(self, *names: str) -> Steps:
        """Wait until it shows these assets and no other ones."""
        yield from self._desk.wait_until(
            lambda: self.listed() == sorted(names), what=f"the assets {', '.join(names)}", seconds=60
        )
        yield 0.5

    def find(self, name: str) -> Steps:
        """Click where its assets are until one of this name is the active one, and stay there."""
        hands, region = self._desk.hands, self.region
        for y in range(region.y + region.height - STEP_PIXELS, region.y, -STEP_PIXELS):
            for x in range(region.x + STEP_PIXELS, region.x + region.width, 2 * STEP_PIXELS):
                yield from hands.move(x, y)
                yield from hands.click()
                yield 0.1
                if self._active() == name:
                    return
        raise LookupError(f"{name} is nowhere in the Asset Browser")

    def _active(self) -> str:
        with bpy.context.temp_override(window=bpy.context.window, area=self.area, region=self.region):
            asset = bpy.context.asset
            return "" if asset is None else asset.name

    def download(self, name: str) -> Steps:
        """Have an asset of a remote library fetched, as its own menu does."""
        yield from self.find(name)
        with bpy.context.temp_override(window=bpy.context.window, area=self.area, region=self.region):
            bpy.ops.asset.assets_download()

    def drag(self, name: str, x: int, y: int) -> Steps:
        """Drag an asset to a place of the window (pixels from the lower left), and let go."""
        yield from self.find(name)
        yield 0.6  # or else it is a double click
        hands = self._desk.hands
        yield from hands.hold()
        begin_x, begin_y = hands.x, hands.y
        for far in (1, 2, 3):
            yield from hands.glide(begin_x - far * _DRAG_PIXELS, begin_y)
        for part in (0.25, 0.5, 0.75, 0.9, 1.0):
            yield from hands.glide(round(begin_x + part * (x - begin_x)), round(begin_y + part * (y - begin_y)))
            yield 0.1
        self._desk.screenshot(f"dragging {name}")
        yield from hands.let_go()
        yield 0.5

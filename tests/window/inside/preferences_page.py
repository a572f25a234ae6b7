# SPDX-License-Identifier: GPL-3.0-or-later
"""Blender's preferences in the window itself: a window of their own would lie outside of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .desk import PACKAGE
from .sidebar import Sidebar, Steps

if TYPE_CHECKING:
    from bpy.types import Area, Region

    from .hands import Hands

FIELD_ABOVE_PIXELS = (26, 32, 22)
"""From the row of buttons to the field above it."""


class PreferencesPage(Sidebar):
    """The preferences, in the place of the first 3D viewport."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self._viewport = super().area

    @property
    def area(self) -> Area:
        """The editor."""
        return self._viewport

    @property
    def region(self) -> Region:
        """Its main part."""
        return next(region for region in self.area.regions if region.type == "WINDOW")

    def show(self, section: str) -> Steps:
        """Show a section of the preferences."""
        if self.area.type != "PREFERENCES":
            self.area.type = "PREFERENCES"
            with bpy.context.temp_override(window=bpy.context.window, area=self.area):
                bpy.ops.screen.screen_full_area()
            yield 0.5
            self._viewport = bpy.context.window.screen.areas[0]  # the one that fills the window is another
        bpy.context.preferences.active_section = section
        self.area.tag_redraw()
        yield 1.0

    def show_ours(self) -> Steps:
        """Show what Rodin Props has to set."""
        yield from self.show("ADDONS")
        bpy.context.window_manager.addon_search = "Rodin Props"
        addons = bpy.context.preferences.addons
        with bpy.context.temp_override(window=bpy.context.window, area=self.area):
            if PACKAGE in addons:
                bpy.ops.preferences.addon_expand(module=PACKAGE)
        self.area.tag_redraw()
        yield 1.0

    def type_key(self, key: str) -> Steps:
        """Click into the field above Test Key, type the key, press Enter.

        :raises LookupError: there is no such field.
        """
        button = yield from self.find("rodin_props.test_key(", columns=(0.25, 0.1, 0.4))
        ours = bpy.context.preferences.addons[PACKAGE].preferences
        right = self.region.x + round(self.region.width * 0.7)
        for pixels in FIELD_ABOVE_PIXELS:
            yield from self._hands.move(right, button.y + pixels)
            yield from self._hands.click()
            yield 0.3
            yield from self._hands.write(key)
            yield from self._hands.press("RET")
            yield 0.5
            if ours.api_key == key:
                return
            yield from self._hands.press("ESC")
        raise LookupError("the key could not be typed")

    def leave(self) -> Steps:
        """Give the place back to the 3D viewport, which fills the window then."""
        self.area.type = "VIEW_3D"
        yield 0.5

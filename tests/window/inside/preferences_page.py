# SPDX-License-Identifier: GPL-3.0-or-later
"""Blender's preferences in the window itself: a window of their own would lie outside of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .buttons import Buttons, Steps
from .desk import PACKAGE

if TYPE_CHECKING:
    from bpy.types import Area, Region

TEST_KEY_COLUMNS = (0.25, 0.1, 0.4)
FIELD_COLUMNS = (0.7, 0.6)
MOST_PAGES = 6


class PreferencesPage(Buttons):
    """The preferences, in the place of the first 3D viewport."""

    @property
    def area(self) -> Area:
        """The editor."""
        return next(area for area in bpy.context.window.screen.areas if area.type == "PREFERENCES")

    @property
    def region(self) -> Region:
        """Its main part."""
        return next(region for region in self.area.regions if region.type == "WINDOW")

    def show(self, section: str) -> Steps:
        """Show a section of the preferences."""
        areas = bpy.context.window.screen.areas
        if not any(area.type == "PREFERENCES" for area in areas):
            next(area for area in areas if area.type == "VIEW_3D").type = "PREFERENCES"
            if len(areas) > 1:
                with bpy.context.temp_override(window=bpy.context.window, area=self.area):
                    bpy.ops.screen.screen_full_area()
            yield 0.5
        bpy.context.preferences.active_section = section
        self.area.tag_redraw()
        self._seen.clear()
        yield 1.0

    def show_ours(self) -> Steps:
        """Show what Rodin Props has to set."""
        yield from self.show("ADDONS")
        bpy.context.window_manager.addon_search = "Rodin Props"
        with bpy.context.temp_override(window=bpy.context.window, area=self.area):
            bpy.ops.preferences.addon_expand(module=PACKAGE)
        self.area.tag_redraw()
        yield 1.0

    def type_key(self, key: str) -> Steps:
        """Click into the field of the key, paste the key, press Enter."""
        yield from self.find_property("api_key", columns=FIELD_COLUMNS)
        yield from self._hands.click()
        yield 0.3
        yield from self._hands.paste(key)
        yield from self._hands.press("RET")
        yield 0.5
        typed = bpy.context.preferences.addons[PACKAGE].preferences.api_key
        assert typed == key, "the key could not be typed"

    def press_test_key(self) -> Steps:
        """Press Test Key."""
        yield from self.press("rodin_props.test_key(", columns=TEST_KEY_COLUMNS)

    def tick(self, name: str, *, columns: tuple[float, ...] = (0.5, 0.45)) -> Steps:
        """Click on the check box of a property, however far below it is."""
        for _ in range(MOST_PAGES):
            try:
                yield from self.find_property(name, columns=columns)
            except LookupError as error:
                missing = error
                yield from self._hands.wheel(down=True, notches=8)
                yield 0.5
                continue
            yield from self._hands.click()
            yield 0.5
            return
        raise missing

    def leave(self) -> Steps:
        """Give the place back to the 3D viewport, which fills the window then."""
        self.area.type = "VIEW_3D"
        yield 0.5

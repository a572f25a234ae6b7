# SPDX-License-Identifier: GPL-3.0-or-later
"""Blender's file browser in the window itself: a window of its own would lie outside of the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from .buttons import Buttons

if TYPE_CHECKING:
    from bpy.types import Area, Region

    from .desk import Desk, Steps

FOLDER, CONFIRM = "params.directory", "file.execute("
NAME_COLUMN = 0.3
"""Of the lowest part, in which the name is the only field."""


class FileBrowser(Buttons):
    """The file browser that an operator has opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.hands)
        self._desk = desk
        self._kind = "UI"

    @property
    def area(self) -> Area:
        """The editor."""
        return next(area for area in bpy.context.window.screen.areas if area.type == "FILE_BROWSER")

    @property
    def region(self) -> Region:
        """The part with the path (UI), with the name and the buttons (EXECUTE), or with the options (TOOL_PROPS)."""
        return next(region for region in self.area.regions if region.type == self._kind)

    def until_open(self) -> Steps:
        """Wait for it; return the name of the operator that a file is chosen for."""
        yield from self._desk.wait_until(self._is_there, what="the file browser")
        yield 1.0
        return self.area.spaces.active.active_operator.bl_idname

    def choose(self, path: str, *, picture: str) -> Steps:
        """Paste the folder and the file's name, keep a picture of that, and press the button that confirms."""
        whole = Path(path)
        self._kind = "UI"
        yield from self.find(FOLDER)
        yield from self._replace(f"{whole.parent}/")
        self._kind = "EXECUTE"
        if not (fields := (yield from self.property_rows(column=NAME_COLUMN))):
            yield from self._hands.press("RET")  # in 5.2, the folder is still being edited after the first
            yield 1.0
            fields = yield from self.property_rows(column=NAME_COLUMN)
        yield from self._hands.move(*fields[0])
        yield from self._replace(whole.name)
        self._desk.screenshot(picture)
        yield from self.press(CONFIRM, columns=(0.9, 1.0, 0.8))

    def untick(self, name: str) -> Steps:
        """Click on the check box of a property of the operator, on the right."""
        self._kind = "TOOL_PROPS"
        yield from self.find_property(name, columns=(0.45, 0.6, 0.3))
        yield from self._hands.click()
        yield 0.3
        operator = self.area.spaces.active.active_operator
        assert not getattr(operator.properties, name), "it could not be unticked"

    def _replace(self, text: str) -> Steps:
        """Click into the field under the mouse, paste a text over what is there, press Enter."""
        yield from self._hands.click()
        yield 0.3
        yield from self._hands.press("A", "ctrl")
        yield from self._hands.paste(text)
        yield from self._hands.press("RET")
        yield 1.0

    def _is_there(self) -> bool:
        return any(area.type == "FILE_BROWSER" for area in bpy.context.window.screen.areas)

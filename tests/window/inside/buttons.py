# SPDX-License-Identifier: GPL-3.0-or-later
"""Find buttons by pointing at them.

Blender tells nobody where its buttons are. But it knows which button is under the mouse, and its own commands "Copy
Python Command" and "Copy Full Data Path" put that button's operator or property on the clipboard. So the mouse goes
over a part of the window, row by row, and asks at each stop: what a person reads, we hear.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from bpy.types import Area, Region, Window

    from .hands import Hands

Steps = Iterator[float | None]

ROW_STEP_PIXELS = 12
"""Less than a button's height at a UI scale of 1, which is 20."""
COLUMNS = (0.5, 1.0, 0.85, 0.0)
"""Where to point, in the order of likelihood: wide buttons, the last button of a row, the first."""
EDGE_PIXELS = 24
TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button and where it is (window pixels)."""

    text: str
    x: int
    y: int


class Buttons(ABC):
    """The buttons of one region of a window."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._seen: dict[str, tuple[int, int]] = {}

    @property
    @abstractmethod
    def area(self) -> Area | None:
        """The editor that the region is part of; None if it lies over all of them."""

    @property
    @abstractmethod
    def region(self) -> Region:
        """The part of the window."""

    @property
    def window(self) -> Window:
        """The window that the hands are in."""
        return self._hands.window

    def under_mouse(self) -> str:
        """Operator call or data path of the button under the mouse; an empty string over nothing."""
        manager = bpy.context.window_manager
        manager.clipboard = ""
        with bpy.context.temp_override(window=self.window, area=self.area, region=self.region):
            if bpy.ops.ui.copy_python_command_button.poll():
                bpy.ops.ui.copy_python_command_button()
            elif bpy.ops.ui.copy_data_path_button.poll():
                bpy.ops.ui.copy_data_path_button(full_path=True)
        return manager.clipboard

    def stops(self, column: float) -> Iterator[tuple[int, int]]:
        """Places of one column (0 = left edge, 1 = right), from top to bottom, in window pixels."""
        region = self.region
        x = round(region.x + EDGE_PIXELS + column * (region.width - 2 * EDGE_PIXELS))
        for y in range(region.y + region.height - 8, region.y + 8, -ROW_STEP_PIXELS):
            yield x, y

    def read(self, *, columns: tuple[float, ...] = (0.5,), until: str = "\0") -> Steps:
        """Point at everything in some columns and return the buttons found, in that order.

        Stops at the first button whose text contains `until`.
        """
        found: dict[str, Button] = {}
        with self._searching():
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
                for each in (place, (button.x, button.y)):
                    if here := (yield from self._at(each, wanted)):
                        self._seen[here.text] = each
                        return here
        raise LookupError(f"no button {wanted!r} here, but: " + ", ".join(b.text for b in found))

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

    def find_property(self, name: str, *, columns: tuple[float, ...], from_below: bool = False) -> Steps:
        """Point around until a right click says that this is the property of that name; the mouse stays there.

        For what lies in no file, such as Blender's preferences: it has no data path to copy.

        :raises LookupError: there is none; the text lists those that are.
        """
        found = set()
        with self._searching():
            for column in columns:
                stops = list(self.stops(column))
                for x, y in reversed(stops) if from_below else stops:
                    yield from self._hands.move(x, y)
                    if not self._is_over_property():
                        continue
                    found.add(shown := (yield from self._right_clicked()))
                    yield from self._hands.move(x, y)
                    if shown == name:
                        return Button(text=shown, x=x, y=y)
        raise LookupError(f"no property {name!r} here, but: " + ", ".join(sorted(found)))

    def property_rows(self, *, column: float) -> Steps:
        """Return a place in each row of properties, from top to bottom; rows without anything between them are one."""
        rows, was_over = [], False
        for x, y in self.stops(column):
            yield from self._hands.move(x, y)
            is_over = self._is_over_property()
            if is_over and not was_over:
                rows.append((x, y))
            was_over = is_over
        return rows

    @contextmanager
    def _searching(self) -> Iterator[None]:
        """Count how long this takes."""
        began = time.monotonic()
        try:
            yield
        finally:
            self._hands.searching_seconds += time.monotonic() - began

    def _is_over_property(self) -> bool:
        with bpy.context.temp_override(window=self.window, area=self.area, region=self.region):
            return bpy.ops.ui.reset_default_button.poll()

    def _right_clicked(self) -> Steps:
        """Open the menu of the button under the mouse, hear from it what the button shows, close it."""
        menu: Any = bpy.types.UI_MT_button_context_menu
        draw, names = menu.draw, [""]

        def noted(self: Any, context: Any) -> None:
            names.append(getattr(getattr(context, "button_prop", None), "identifier", ""))
            draw(self, context)

        menu.draw = noted
        yield from self._hands.click("RIGHTMOUSE")
        yield 0.3
        yield from self._hands.press("ESC")
        yield 0.2
        menu.draw = draw
        return names[-1]

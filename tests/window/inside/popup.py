# SPDX-License-Identifier: GPL-3.0-or-later
"""What opens over the editors: the popover of a panel, the dialog of an operator; and the status bar below them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import bpy

from .buttons import Buttons, Steps

if TYPE_CHECKING:
    from bpy.types import Area, Region, Window

    from .hands import Hands

STATUS_BAR_STEP_PIXELS = 8


class Popup(Buttons):
    """Where a panel or an operator is drawn over the editors; notes from the beginning in which editors it is drawn."""

    def __init__(self, hands: Hands, kind: Any) -> None:
        super().__init__(hands)
        self.editors: list[str] = []
        """Of those that it was drawn over, since somebody cleared the list."""
        self._region: Any = None
        draw = kind.draw

        def noted(drawn: Any, context: Any) -> None:
            self.editors.append(context.area.type if context.area is not None else "")
            self._region = context.region_popup or self._region
            draw(drawn, context)

        kind.draw = noted

    @property
    def area(self) -> Area | None:
        """None: it belongs to no editor."""
        return None

    @property
    def region(self) -> Region:
        """Its own.

        :raises LookupError: it is not open.
        """
        if not self.is_open:
            raise LookupError("it is not open")
        return self._region

    @property
    def is_open(self) -> bool:
        """Whether it is to be seen; what is known of it is not looked at when it is gone."""
        if self._region is None:
            return False
        try:
            with bpy.context.temp_override(window=self.window, area=None, region=self._region):
                return True
        except TypeError:  # no such region
            self._region = None
            return False

    def close(self) -> Steps:
        """Press Esc; once more, if a field was being edited."""
        for _ in range(2):
            if self.is_open:
                yield from self._hands.press("ESC")
                yield 0.5
        self._seen.clear()


class StatusBar(Buttons):
    """The status bar of the window that the hands are in: one row, read from its right end. Notes where it is drawn."""

    def __init__(self, hands: Hands) -> None:
        super().__init__(hands)
        self._drawn: dict[int, tuple[Any, Any]] = {}
        """Pointer of the window -> area and region."""
        bpy.types.STATUSBAR_HT_header.append(self._note)

    def _note(self, header: Any, context: Any) -> None:
        self._drawn[context.window.as_pointer()] = context.area, context.region

    @property
    def area(self) -> Area:
        """The whole bar."""
        return self._drawn[self.window.as_pointer()][0]

    @property
    def region(self) -> Region:
        """The part with the words."""
        return self._drawn[self.window.as_pointer()][1]

    def is_drawn(self, window: Window) -> bool:
        """Whether it was drawn in a window since the beginning, or since it was forgotten."""
        return window.as_pointer() in self._drawn

    def forget(self) -> None:
        """Forget where it was drawn."""
        self._drawn.clear()
        self.forget_places()

    def forget_places(self) -> None:
        """Forget where its buttons are: those of another window are elsewhere."""
        self._seen.clear()

    def stops(self, column: float) -> Iterator[tuple[int, int]]:
        """Places from right to left, in window pixels."""
        region = self.region
        for x in range(region.x + region.width - 4, region.x, -STATUS_BAR_STEP_PIXELS):
            yield x, region.y + region.height // 2

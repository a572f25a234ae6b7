# SPDX-License-Identifier: GPL-3.0-or-later
"""What a scenario works with: hands (mouse and keyboard), eyes (finding things on the screen), a note book."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bpy
from harness.framebuffer import save_screenshot

from .hands import Hands
from .sidebar import Sidebar

Steps = Iterator[float | None]


class Desk:
    """One scenario's place of work."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.arguments: dict[str, Any] = order["arguments"]
        self.facts: dict[str, Any] = {}
        self.hands = Hands()
        self.sidebar = Sidebar(self.hands)
        self._folder = Path(order["folder"])
        self._framebuffer = Path(order["framebuffer"])
        self._started_at = time.monotonic()

    def say(self, step: str) -> None:
        """Note in Blender's log how far the scenario is."""
        print(f"[scenario {time.monotonic() - self._started_at:6.1f} s] {step}", flush=True)

    def screenshot(self, name: str) -> Path:
        """Keep a picture of the whole screen beside the logs."""
        return save_screenshot(self._framebuffer, self._folder / f"{name}.png")

    def wait_until(self, condition: Callable[[], Any], *, what: str, seconds: float = 20) -> Steps:
        """Wait until `condition()` is true; its value is what `yield from` gives.

        :raises TimeoutError: it was not within `seconds`.
        """
        deadline = time.monotonic() + seconds
        while not (value := condition()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"waited {seconds:.0f} s for: {what}")
            yield None
        return value

    def view_center(self) -> tuple[int, int]:
        """The middle of the 3D viewport, in window pixels."""
        area = next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")
        region = next(region for region in area.regions if region.type == "WINDOW")
        return region.x + region.width // 2, region.y + region.height // 2

    def to_viewport(self) -> Steps:
        """Put the mouse over the middle of the 3D viewport."""
        yield from self.hands.move(*self.view_center())

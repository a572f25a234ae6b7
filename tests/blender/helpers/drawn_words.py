# SPDX-License-Identifier: GPL-3.0-or-later
"""What a panel would show, without a window."""

from types import SimpleNamespace
from typing import Any

import bpy


class Layout:
    """Stands in for a layout, and collects what it is told to show."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.buttons: list[str] = []
        self.operators: list[str] = []
        self.properties: list[str] = []
        self.menus: list[str] = []
        self.icons: list[int] = []
        self.looked_up: list[str] = []
        """Texts that Blender would look up in its own catalogs."""

    def row(self, **options: Any) -> "Layout":
        return self

    column = box = split = grid_flow = row

    def label(self, *, text: str = "", **options: Any) -> None:
        self.labels.append(text)
        self._look_up(text, options)

    def prop(self, owner: Any, name: str, **options: Any) -> None:
        self.properties.append(name)

    def operator(self, name: str, *, text: str = "", **options: Any) -> Any:
        self.buttons.append(text)
        self.operators.append(name)
        self._look_up(text, options)
        return SimpleNamespace()

    def prop_enum(self, owner: Any, name: str, value: str, *, text: str = "", **options: Any) -> None:
        self.buttons.append(text)

    def menu(self, name: str, *, text: str = "", **options: Any) -> None:
        self.menus.append(text)
        self._look_up(text, options)

    def progress(self, *, text: str = "", **options: Any) -> None:
        self.labels.append(text)

    def template_icon(self, *, icon_value: int, scale: float) -> None:
        self.icons.append(icon_value)

    def template_list(self, *names: Any, **options: Any) -> None: ...

    def separator(self) -> None: ...

    def _look_up(self, text: str, options: dict[str, Any]) -> None:
        if options.get("translate", True):
            self.looked_up.append(text)

    @property
    def words(self) -> str:
        """All labels; sentences are cut into lines."""
        return " ".join(self.labels)


def context(**changes: Any) -> Any:
    """The context of a sidebar that is as wide as a sentence."""
    given = {
        "preferences": bpy.context.preferences,
        "scene": bpy.context.scene,
        "selected_objects": [],
        "area": None,
        "region": SimpleNamespace(width=2000, type="UI"),
    }
    return SimpleNamespace(**given | changes)

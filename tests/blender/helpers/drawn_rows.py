# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands beside each other in a panel, with the words that Blender would show."""

from collections.abc import Callable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

import bpy


class RowLayout:
    """Stands in for a layout, and notes the texts of each row.

    :param said: how Blender shows a text that it may look up.
    """

    def __init__(
        self, said: Callable[[str], str], *, is_row: bool = False, rows: list[list[str]] | None = None
    ) -> None:
        self._said = said
        self._own: list[str] | None = [] if is_row else None
        self.rows: list[list[str]] = [] if rows is None else rows
        if self._own is not None:
            self.rows.append(self._own)

    def row(self, **options: Any) -> "RowLayout":
        return RowLayout(self._said, is_row=True, rows=self.rows) if self._own is None else self

    split = row

    def column(self, **options: Any) -> "RowLayout":
        return RowLayout(self._said, rows=self.rows) if self._own is None else self

    box = grid_flow = column

    def label(self, *, text: str = "", translate: bool = True, **options: Any) -> None:
        self._note(text, translate)

    def operator(self, name: str, *, text: str | None = None, translate: bool = True, **options: Any) -> Any:
        owner, _, rest = name.partition(".")
        kind = getattr(bpy.types, f"{owner.upper()}_OT_{rest}", None)
        self._note(getattr(kind, "bl_label", "") if text is None else text, translate)
        return SimpleNamespace()

    def menu(self, name: str, *, text: str | None = None, translate: bool = True, **options: Any) -> None:
        self._note(getattr(getattr(bpy.types, name, None), "bl_label", "") if text is None else text, translate)

    popover = menu

    def progress(self, *, text: str = "", translate: bool = True, **options: Any) -> None:
        self._note(text, translate)

    def prop(
        self,
        owner: Any,
        name: str,
        *,
        text: str | None = None,
        translate: bool = True,
        expand: bool = False,
        **options: Any,
    ) -> None:
        described = owner.bl_rna.properties[name]
        if expand and described.type == "ENUM" and not options.get("icon_only"):
            for item in described.enum_items:
                self._note(item.name, translate)
        elif described.type in {"BOOLEAN", "ENUM"} or text:
            self._note(described.name if text is None else text, translate)

    def prop_enum(self, owner: Any, name: str, value: str, *, text: str | None = None, **options: Any) -> None:
        items = owner.bl_rna.properties[name].enum_items
        self._note(next((item.name for item in items if item.identifier == value), "") if text is None else text)

    def icon(self, owner: Any) -> int:
        return 0

    def template_icon(self, **options: Any) -> None: ...

    def template_list(self, *names: Any, **options: Any) -> None: ...

    def separator(self, **options: Any) -> None: ...

    def _note(self, text: str, translate: bool = True) -> None:
        said = self._said(text) if translate else text
        if self._own is not None:
            self._own.append(said)
        else:
            self.rows.append([said])


def _no_files(*given: Any, **options: Any) -> None:
    """Stand in for Blender's list of a folder's files."""


def panels() -> Iterator[type]:
    """Go through our panels."""
    for name in sorted(dir(bpy.types)):
        if name.startswith("RODIN_PROPS_PT_"):
            yield getattr(bpy.types, name)


def preferences(owner: Any) -> Any:
    """Return the preferences of the extension, as a panel."""
    values = {each.identifier: getattr(owner, each.identifier) for each in owner.bl_rna.properties}

    def draw(given: Any, told: Any) -> None:
        type(owner).draw(SimpleNamespace(**values | vars(given) | {"bl_rna": owner.bl_rna}), told)

    return SimpleNamespace(__name__="preferences", bl_space_type="PREFERENCES", draw=draw)


def rows_of(panel: Any, told: Any, catalog: Mapping[str, str]) -> list[list[str]]:
    """Return the rows of a panel.

    :param told: the context.
    :param catalog: what Blender looks texts up in; empty for English.
    """
    layout = RowLayout(lambda text: catalog.get(text, text))
    drawn = SimpleNamespace(layout=layout, is_popover=False, bl_space_type=panel.bl_space_type, path_menu=_no_files)
    panel.draw(drawn, told)
    return [row for row in layout.rows if any(row)]

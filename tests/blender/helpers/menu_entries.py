# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the add-on's menus, as Blender's search of menus reads them."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import bpy
from drawn_words import context

ALL = "RODIN_PROPS_MT_all"


@dataclass(frozen=True)
class Entry:
    """One entry: the labels of the menus that lead to it and its own text, its operator, what that is given."""

    path: str
    operator: str
    given: SimpleNamespace = field(default_factory=SimpleNamespace)


class _Menu:
    """Stands in for a layout, and goes into submenus."""

    operator_context = "EXEC_DEFAULT"

    def __init__(self, entries: list[Entry], path: tuple[str, ...]) -> None:
        self._entries, self._path = entries, path

    def row(self, **options: Any) -> "_Menu":
        return self

    column = row

    def operator(self, name: str, *, text: str = "", **options: Any) -> SimpleNamespace:
        kind = getattr(bpy.types, f"RODIN_PROPS_OT_{name.partition('.')[2]}")
        entry = Entry(path=" ".join((*self._path, text or kind.bl_label)), operator=name)
        self._entries.append(entry)
        return entry.given

    def menu(self, name: str, **options: Any) -> None:
        _draw(name, self._entries, self._path)

    def separator(self) -> None: ...


def _draw(name: str, entries: list[Entry], path: tuple[str, ...]) -> None:
    kind = getattr(bpy.types, name)
    layout = _Menu(entries, (*path, kind.bl_label))
    workspace = SimpleNamespace(use_filter_by_owner=False)
    kind.draw(SimpleNamespace(layout=layout), context(workspace=workspace, mode="OBJECT", active_object=None))


def entries_of(menu: str = ALL) -> list[Entry]:
    """Return the entries of a menu and of all below it."""
    entries: list[Entry] = []
    _draw(menu, entries, ())
    return entries

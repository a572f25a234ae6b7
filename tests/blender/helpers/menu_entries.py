# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the add-on's menus, read and matched as Blender's search of menus does.

That is written in C: `interface_template_search_menu.cc` goes through the menus and makes a path for each entry,
`string_search.cc` (`score_query_against_words`) compares what is typed with its words. Blender's search forgives typing
errors, too; what is found here needs none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import bpy
from drawn_words import context

ALL = "RODIN_PROPS_MT_all"
_SEPARATORS = re.compile("[ /\u25b8]+")


def actions() -> set[str]:
    """Names of all operators of the add-on."""
    prefix = "RODIN_PROPS_OT_"
    return {name.removeprefix(prefix) for name in dir(bpy.types) if name.startswith(prefix)}


@dataclass(frozen=True)
class Entry:
    """One entry: the labels of the menus that lead to it and its own text, its operator, what that is given."""

    path: str
    operator: str
    given: SimpleNamespace = field(default_factory=SimpleNamespace)

    def is_found_by(self, typed: str) -> bool:
        """Say whether each typed word begins a word of the path, or is within one. Each word is used up by one."""
        words = _words(self.path)
        for each in _words(typed):
            matching = [word for word in words if word.startswith(each)] or [word for word in words if each in word]
            if not matching:
                return False
            words.remove(min(matching, key=len))
        return True


def _words(text: str) -> list[str]:
    return [word for word in _SEPARATORS.split(text.lower()) if word]


class _Menu:
    """Stands in for a layout, and goes into submenus."""

    operator_context = "EXEC_DEFAULT"

    def __init__(self, entries: list[Entry], path: tuple[str, ...], title: str, said: Callable[[str], str]) -> None:
        self._entries, self._path, self._title, self._said = entries, path, title, said

    def row(self, **options: Any) -> "_Menu":
        return self

    column = row

    def operator(self, name: str, *, text: str | None = None, **options: Any) -> SimpleNamespace:
        kind = getattr(bpy.types, f"RODIN_PROPS_OT_{name.partition('.')[2]}")
        # The name of a menu that a key opens leads to its own entries alone, not to those of its submenus.
        path = (*(self._path or (self._title,)), self._said(kind.bl_label if text is None else text))
        entry = Entry(path=" \u25b8 ".join(path), operator=name)
        self._entries.append(entry)
        return entry.given

    def menu(self, name: str, *, text: str | None = None, **options: Any) -> None:
        label = self._said(getattr(bpy.types, name).bl_label if text is None else text)
        _draw(name, self._entries, (*self._path, label), self._said)

    def separator(self) -> None: ...


def _draw(name: str, entries: list[Entry], path: tuple[str, ...], said: Callable[[str], str]) -> None:
    kind = getattr(bpy.types, name)
    drawn = SimpleNamespace(
        layout=_Menu(entries, path, said(kind.bl_label), said), path_menu=lambda *folders, **options: None
    )
    workspace = SimpleNamespace(use_filter_by_owner=False)
    kind.draw(drawn, context(workspace=workspace, mode="OBJECT", active_object=None))


def entries_of(menu: str = ALL, *, said: Callable[[str], str] = str) -> list[Entry]:
    """Return the entries of a menu and of all below it.

    :param said: puts a label into the language that Blender speaks.
    """
    entries: list[Entry] = []
    _draw(menu, entries, (), said)
    return entries

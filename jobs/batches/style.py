# SPDX-License-Identifier: GPL-3.0-or-later
"""What all props of a list share."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..orders.shared_style import SharedStyle
from . import cells, columns
from .problems import ListProblem, ListRefused
from .table import Cell, cells_of, read_text

BEFORE, AFTER, LOOK = "before", "after", "look"
OWN = (BEFORE, AFTER, LOOK)
"""What a style may say beside the columns of a list."""
_NOT_SHARED = frozenset({columns.PICTURE, columns.TEXT, columns.NAME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Style(SharedStyle[Path]):
    """What is shared; what a row says itself goes before it."""

    options: Mapping[str, Any] = field(default_factory=dict)
    """Values of options by the names of their fields."""
    size_meters: float | None = None
    """``cells.USUAL_METERS``: what each prop usually is."""
    size_axis: str = ""
    """See ``Target.size_axis``; "": not said."""
    tags: tuple[str, ...] = ()


PLAIN = Style()
"""Nothing is shared."""


def read_style(path: Path) -> Style:
    """Read a style from a file of JSON: one object.

    :raises ListRefused: it cannot be used; all that is wrong with it is told.
    """
    text = read_text(path)
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        sentence = "It is no object of JSON. Write {, the names and values, and }."
        raise ListRefused(path.name, [ListProblem(sentence=sentence)])
    return style_of(read, folder=path.parent, name=path.name)


def style_of(read: Mapping[str, object], *, folder: Path, name: str) -> Style:
    """Return the style that these names and values say.

    :param folder: where its picture is looked for.
    :param name: what it is called if it is refused.
    :raises ListRefused: all that is wrong with it.
    """
    problems: list[ListProblem] = []
    written = cells_of(read, problems, more=OWN)
    problems += [
        ListProblem(column=column, sentence="Each row has its own. Write it into the list.")
        for column in written
        if column in _NOT_SHARED
    ]
    values, refused = cells.options_of(written)
    problems += [ListProblem(column=column, sentence=sentence) for column, sentence in refused.items()]

    def value(column: str, read_cell: Callable[[Cell], object], default: object) -> Any:
        if column not in written:
            return default
        try:
            return read_cell(written[column])
        except cells.CellRefused as error:
            problems.append(ListProblem(column=column, sentence=str(error)))
            return default

    looks = value(LOOK, lambda cell: cells.pictures(cell, folder), ())
    if len(looks) > 1:
        problems.append(ListProblem(column=LOOK, sentence="These are several pictures. Name one."))
    style = Style(
        before=value(BEFORE, cells.text, ""),
        after=value(AFTER, cells.text, ""),
        look=looks[0] if looks else None,
        options=values,
        size_meters=value(columns.SIZE, cells.size_meters, None),
        size_axis=value(columns.SIZE_AXIS, cells.size_axis, ""),
        tags=value(columns.TAGS, cells.tags, ()),
    )
    if problems:
        raise ListRefused(name, problems)
    return style


def with_look(style: Style, name: str, *, folder: Path) -> Style:
    """Return a style with another look. :param folder: where its picture is looked for. :raises ListRefused:"""
    try:
        return replace(style, look=cells.picture(name, folder))
    except cells.CellRefused as error:
        raise ListRefused(LOOK, [ListProblem(column=LOOK, sentence=str(error))]) from error

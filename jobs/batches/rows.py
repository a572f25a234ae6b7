# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of a list as what is to be made, each checked; and what is wrong with them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ...api.models import GenerationRequest
from ...api.options.generation_options import GenerationOptions
from ...usual_sizes.find import UsualMeters, first_usual_size
from . import cells, columns
from .problems import ListProblem
from .style import Style
from .table import Cell, TableRow

_NO_LOOK = (
    "This tier takes no look beside a row's picture. Choose Regular, Detail, Smooth or Sketch, or leave the look out."
)
_COLUMN_OF_FIELD = {"images": columns.PICTURE, "prompt": columns.TEXT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One prop of a list, with all that the style adds."""

    number: int
    """See ``TableRow.number``."""
    name: str = ""
    """"": it gets one from its text or its picture."""
    text: str = ""
    """The row's own words."""
    prompt: str = ""
    """What is sent: the text with the style's words around it."""
    pictures: tuple[Path, ...] = ()
    """The row's own."""
    look: Path | None = None
    """The style's picture, if it is sent with this row."""
    options: GenerationOptions
    size_meters: float = 1.0
    size_axis: str = "HEIGHT"
    """See ``Target.size_axis``."""
    usual: UsualMeters | None = None
    """Where that size is from, if the list left it to what the thing is called."""
    tags: tuple[str, ...] = ()

    @property
    def sent(self) -> tuple[Path, ...]:
        """The pictures that are sent, in order: the first decides the material."""
        return self.pictures if self.look is None else (self.look, *self.pictures)


def read_row(written: TableRow, style: Style, *, folder: Path) -> tuple[Row, tuple[ListProblem, ...]]:
    """Return what a row says, and all that is wrong with it.

    :param folder: where pictures are looked for.
    """
    reader = _Reader(written)
    values, refused = cells.options_of(written.cells)
    for column, sentence in refused.items():
        reader.refuse(column, sentence)
    pictures = reader.value(columns.PICTURE, lambda cell: cells.pictures(cell, folder), ())
    text = reader.value(columns.TEXT, cells.text, "")
    name = reader.value(columns.NAME, cells.text, "")
    size_meters, size_axis, usual = _size(reader, style, words=(name, text, *(picture.stem for picture in pictures)))
    row = Row(
        number=written.number,
        name=name,
        text=text,
        prompt=style.prompt(text, pictures),
        pictures=pictures,
        options=GenerationOptions(**{**style.options, **values}),
        size_meters=size_meters,
        size_axis=size_axis,
        usual=usual,
        tags=tuple(dict.fromkeys((*reader.value(columns.TAGS, cells.tags, ()), *style.tags))),
    )
    look, options = style.look_beside(text, pictures, row.options)
    row = replace(row, look=look, options=options)
    if pictures and style.look is not None and look is None:
        reader.refuse("tier", _NO_LOOK)
    unusable = reader.refused
    if columns.TEXT in unusable:
        unusable.add(columns.PICTURE)  # that there is none is no wonder
    for column, sentence in _refusals(row):
        if column not in unusable:
            reader.refuse(column, sentence)
    return row, tuple(reader.problems)


def _size(reader: "_Reader", style: Style, *, words: Iterable[str]) -> tuple[float, str, UsualMeters | None]:
    """Return how many meters a row's prop becomes, what that measures, and the usual size if it is one.

    :param words: that may say what it is.
    """
    meters = reader.value(columns.SIZE, cells.size_meters, 1.0 if style.size_meters is None else style.size_meters)
    axis = reader.value(columns.SIZE_AXIS, cells.size_axis, style.size_axis)
    if meters == cells.USUAL_METERS:
        if (usual := first_usual_size(words, measure=axis)) is not None:
            return usual.meters, usual.measure.name, usual
        sentence = "No usual size is known for this prop. Write a number of meters such as 0.9, or 90 cm."
        reader.refuse(columns.SIZE, sentence)
    return meters, axis or "HEIGHT", None


def _refusals(row: Row) -> Iterator[tuple[str, str]]:
    """Give what the service would refuse: a column and a sentence each."""
    for problem in GenerationRequest(options=row.options, prompt=row.prompt, images=row.sent).problems():
        yield _COLUMN_OF_FIELD.get(problem.field, problem.field), problem.sentence


class _Reader:
    """Reads the cells of one row, and notes what cannot be used."""

    def __init__(self, row: TableRow) -> None:
        self._row = row
        self.problems: list[ListProblem] = []

    @property
    def refused(self) -> set[str]:
        """Columns of which something was said."""
        return {problem.column for problem in self.problems}

    def refuse(self, column: str, sentence: str) -> None:
        self.problems.append(ListProblem(row=self._row.number, column=column, sentence=sentence))

    def value(self, column: str, read: Callable[[Cell], object], default: object) -> Any:
        """Return what stands in a column, the default for what does not or cannot be used."""
        if column not in self._row.cells:
            return default
        try:
            return read(self._row.cells[column])
        except cells.CellRefused as error:
            self.refuse(column, str(error))
            return default

# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists as they stand in files: rows of cells, from CSV or JSON Lines. What the cells mean is not looked at here."""

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .columns import column_of, unknown_sentence
from .problems import ListProblem, ListRefused

LARGEST_BYTES = 20_000_000
MOST_ROWS = 10_000
SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson")

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""With which some programs begin, such as PowerShell."""

Cell = str | int | float | bool | list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row: what is written in its columns. What is empty is left out."""

    number: int
    """As a spreadsheet counts the rows of a CSV, its headings included, and an editor the lines of JSON Lines."""
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list as it was read, and what could not be."""

    rows: tuple[TableRow, ...]
    problems: tuple[ListProblem, ...] = ()


def read_table(path: Path) -> Table:
    """Read a list: CSV (with commas, semicolons or tabs) or JSON Lines, by its suffix, in UTF-8 or marked UTF-16.

    :raises ListRefused: it cannot be read at all.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise _refused(path, f"Its name does not end in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}. Save it as one.")
    text = read_text(path)
    problems: list[ListProblem] = []
    rows: list[TableRow] = []
    for row in (_csv_rows if suffix in (".csv", ".tsv") else _json_rows)(text, problems):
        if len(rows) == MOST_ROWS:
            raise _refused(path, f"It has more than {MOST_ROWS:,} rows. Split it into several lists.")
        rows.append(row)
    if not rows and not problems:
        raise _refused(path, "It has no rows. Write one for each prop, below the names of the columns.")
    return Table(rows=tuple(rows), problems=tuple(problems))


def read_text(path: Path) -> str:
    """Return the text of a file that a person or a program wrote.

    :raises ListRefused: it is not there, too large, or in another encoding.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is impossible"
        raise _refused(path, f"It cannot be read: {reason}. Check its name and its permissions.") from error
    if len(content) > LARGEST_BYTES:
        raise _refused(path, f"It is larger than {LARGEST_BYTES // 1_000_000} MB. Split it into several lists.")
    encoding = "utf-16" if content.startswith(_UTF_16_MARKS) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = len((content[: error.start] + b".").splitlines())
        sentence = f"Its line {line} is no UTF-8. Save it with the encoding UTF-8. Excel calls that “CSV UTF-8”."
        raise _refused(path, sentence) from error


def _refused(path: Path, sentence: str) -> ListRefused:
    return ListRefused(path.name, [ListProblem(sentence=sentence)])


def _csv_rows(text: str, problems: list[ListProblem]) -> Iterator[TableRow]:
    """Give the rows of a CSV; what cannot be understood goes to the problems."""
    columns: list[str] = []
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _headings(cells, number, problems)
                continue
            if any(cell.strip() for cell in cells[len(columns) :]):
                sentence = f"It has more cells than the {len(columns)} columns. Put quotes around a cell with commas."
                problems.append(ListProblem(row=number, sentence=sentence))
            written = zip(columns, map(str.strip, cells), strict=False)
            yield TableRow(number=number, cells={name: cell for name, cell in written if name and cell})
    except csv.Error as error:
        sentence = f"Its quotes cannot be understood ({error}). Close each quote, and double those inside a cell."
        problems.append(ListProblem(row=number + 1, sentence=sentence))


def _delimiter(text: str) -> str:
    """Return what stands between cells: spreadsheets of many countries write semicolons."""
    headings = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=headings.count)


def _headings(cells: list[str], number: int, problems: list[ListProblem]) -> list[str]:
    """Return the columns by their headings, "" for those that are none."""
    columns: list[str] = []
    for heading in cells:
        column = column_of(heading) if heading.strip() else ""
        if column is None:
            problems.append(ListProblem(row=number, column=heading.strip(), sentence=unknown_sentence(heading)))
        elif column and column in columns:
            sentence = f"There are two columns “{column}”. Leave one of them."
            problems.append(ListProblem(row=number, column=heading.strip(), sentence=sentence))
            column = ""
        columns.append(column or "")
    return columns


def _json_rows(text: str, problems: list[ListProblem]) -> Iterator[TableRow]:
    """Give the rows of JSON Lines; what cannot be understood goes to the problems."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
        except (ValueError, RecursionError):
            read = None
        if not isinstance(read, dict):
            problems.append(ListProblem(row=number, sentence="This is no object of JSON. Write one on each line."))
            continue
        yield TableRow(number=number, cells=cells_of(read, problems, row=number))


def cells_of(
    read: Mapping[str, object], problems: list[ListProblem], *, row: int = 0, more: tuple[str, ...] = ()
) -> dict[str, Cell]:
    """Return what is written under the names of columns in an object of JSON.

    :param more: names that are known beside the columns.
    """
    cells: dict[str, Cell] = {}
    for heading, value in read.items():
        column = column_of(heading, more=more)
        if column is None:
            problems.append(ListProblem(row=row, column=heading, sentence=unknown_sentence(heading, more=more)))
        elif column in cells:
            problems.append(ListProblem(row=row, column=heading, sentence=f"“{column}” is there twice. Leave one."))
        elif isinstance(value, str | bool | int | float):
            written = value.strip() if isinstance(value, str) else value
            if written != "":
                cells[column] = written
        elif isinstance(value, list) and all(isinstance(each, str) for each in value):
            cells[column] = value
        elif value is not None:
            sentence = "This is neither a text nor a number nor a list of texts. Write one of these."
            problems.append(ListProblem(row=row, column=heading, sentence=sentence))
    return cells

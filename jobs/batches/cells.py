# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written in the cells of a list, as values."""

import math
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...api.errors import InvalidOptions
from ...api.options.plain import read_options
from ...api.part_names import BETWEEN_NAMES
from ...api.picture_rules import LARGEST_BYTES
from .columns import OPTIONS
from .table import Cell

_SIZE = re.compile(r"(\d+(?:[.,]\d+)?|[.,]\d+)\s*([^\W\d_]*|[\"'])", re.IGNORECASE)
_METERS = (
    {"": 1.0, "m": 1.0, "cm": 0.01, "mm": 0.001, "in": 0.0254, '"': 0.0254, "ft": 0.3048, "'": 0.3048}
    | {"米": 1.0, "公尺": 1.0, "厘米": 0.01, "公分": 0.01, "毫米": 0.001, "公厘": 0.001}
    | {"メートル": 1.0, "センチ": 0.01, "センチメートル": 0.01, "ミリ": 0.001, "ミリメートル": 0.001}
)
_SMALLEST_METERS, _LARGEST_METERS = 0.001, 1_000.0
_AXES = {"height": "HEIGHT", "longest_side": "LONGEST_SIDE", "longest": "LONGEST_SIDE"}
USUAL = "usual"
"""Written for a size that is left to what the thing is called."""
USUAL_METERS = 0.0
"""Stands for it until it is known what the thing is."""
_LONGEST_SHOWN = 40
_LONGEST_TAG = 63
_BETWEEN_TAGS = re.compile(f"[{BETWEEN_NAMES}|｜]")
_LONGEST_FILE_BYTES = 40 * LARGEST_BYTES
"""Of a picture as the artist has it; it is made smaller before it is sent."""


class CellRefused(ValueError):
    """What is written in a cell cannot be used; ``str()`` is a sentence, and one for what to do."""


def options_of(cells: Mapping[str, Cell]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values of those columns that are options, and sentences for those that mean nothing."""
    values: dict[str, Any] = {}
    refused: dict[str, str] = {}
    for name, default in OPTIONS.items():
        if name not in cells:
            continue
        if isinstance(cells[name], list):
            refused[name] = "Here stands a list. Write one value."
            continue
        try:
            values[name] = getattr(read_options({name: _written(cells[name], default)}), name)
        except InvalidOptions as error:
            refused[name] = error.reason
    return values, refused


def _written(cell: Cell, default: object) -> Cell:
    """Return what stands in a cell as if a person had written it: spreadsheets write “7.0” and 1 for yes."""
    if type(cell) is type(default):
        return cell
    return re.sub(r"(?<=\d)\.0*$", "", str(cell)) if isinstance(default, int) else str(cell)


def text(cell: Cell) -> str:
    """Return one text. :raises CellRefused: it is a list."""
    if isinstance(cell, list):
        raise CellRefused("Here stands a list. Write one text.")
    return str(cell)


def pictures(cell: Cell, folder: Path) -> tuple[Path, ...]:
    """Return the pictures that a cell names, several with “|” between them.

    :param folder: in which they are looked for, that of the list.
    :raises CellRefused: one of them is not there, or no file of a possible size.
    """
    names = cell if isinstance(cell, list) else str(cell).split("|")
    return tuple(picture(name.strip(), folder) for name in names if name.strip())


def picture(name: str, folder: Path) -> Path:
    """Return the picture of this name. :raises CellRefused: see ``pictures``."""
    try:
        path = folder / Path(name).expanduser()
        is_file, size_bytes = path.is_file(), path.stat().st_size if path.is_file() else 0
    except (OSError, RuntimeError) as error:
        raise CellRefused(f"{shown(name)} cannot be looked for. Write the name of a picture.") from error
    if not is_file:
        raise CellRefused(f"There is no file {shown(name)}. Write its path as seen from the list's folder.")
    if not size_bytes:
        raise CellRefused(f"The file {shown(name)} is empty. Choose another picture.")
    if size_bytes > _LONGEST_FILE_BYTES:
        raise CellRefused(f"The file {shown(name)} is too large for a picture. Choose another one.")
    return path


def size_meters(cell: Cell) -> float:
    """Return a size: a number of meters, or one with m, cm, mm, in or ft; or ``USUAL_METERS``.

    :raises CellRefused: it is none.
    """
    written = str(cell).strip()
    if written.casefold() == USUAL:
        return USUAL_METERS
    found = _SIZE.fullmatch(unicodedata.normalize("NFKC", written))
    factor = _METERS.get(found[2].lower()) if found else None
    if found is None or factor is None or isinstance(cell, bool | list):
        raise CellRefused(f"{shown(written)} is no size. Write a number of meters such as 0.9, or 90 cm.")
    meters = float(found[1].replace(",", ".")) * factor
    if not (math.isfinite(meters) and _SMALLEST_METERS <= meters <= _LARGEST_METERS):
        raise CellRefused(f"{shown(written)} is no size of a prop. Write one from 1 mm to 1,000 m.")
    return meters


def size_axis(cell: Cell) -> str:
    """Return what the size measures, as ``Target.size_axis``. :raises CellRefused: it is nothing of that."""
    axis = _AXES.get(re.sub(r"[\s-]+", "_", str(cell).strip()).casefold())
    if axis is None:
        raise CellRefused(f"{shown(str(cell))} is no measure. Write height or longest side.")
    return axis


def tags(cell: Cell) -> tuple[str, ...]:
    """Return the tags of a cell, with commas, semicolons or “|” between them, each once.

    :raises CellRefused: one is longer than Blender takes.
    """
    names = cell if isinstance(cell, list) else _BETWEEN_TAGS.split(str(cell))
    found = tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    for tag in found:
        if len(tag.encode("utf-8")) > _LONGEST_TAG:
            raise CellRefused(f"The tag {shown(tag)} is too long. Shorten it to {_LONGEST_TAG} letters.")
    return found


def shown(text: str) -> str:
    """Return a text as a sentence quotes it, cut if it is long."""
    return f"“{text if len(text) <= _LONGEST_SHOWN else f'{text[:_LONGEST_SHOWN]}…'}”"

# SPDX-License-Identifier: GPL-3.0-or-later
"""Between a job and the columns of its row, and the JSON of its folder."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..api.options.generation_options import GenerationOptions
from ..errors import Remedy
from . import work
from .job import Job
from .orders.ordered import Ordered
from .states import State
from .target import Target

Column = str | int | float | None

COLUMNS: tuple[str, ...] = tuple(field_.name for field_ in fields(Job))
"""Named as the fields of a job."""


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


@lru_cache(maxsize=256)
def options_of(text: str) -> GenerationOptions:
    """Return the options that a column holds."""
    return GenerationOptions.from_dict(json.loads(text))


def _strings(text: str) -> tuple[str, ...]:
    return tuple(str(value) for value in json.loads(text))


def _box(text: str) -> tuple[int, int, int] | None:
    value = json.loads(text)
    return None if value is None else (int(value[0]), int(value[1]), int(value[2]))


@lru_cache(maxsize=16)
def _command(text: str) -> tuple[str, ...]:
    return tuple(_moved(part) for part in _strings(text))


def _moved(part: str) -> str:
    """Return where a script of version 0.1.0 is now: that version's ledgers name its place of then."""
    path = Path(part)
    return str(path.parent / "prepare" / path.name) if path.parts[-2:] == ("scene", "convert.py") else part


def _target(text: str) -> Target:
    values = json.loads(text)
    return Target.from_dict(values if isinstance(values, dict) else {})


def _ordered(text: str) -> Ordered:
    values = json.loads(text)
    return Ordered.from_dict(values if isinstance(values, dict) else {})


def _work(text: str) -> work.Work | None:
    return work.from_dict(json.loads(text))


def _dimensions(text: str) -> tuple[float, float, float] | None:
    value = json.loads(text)
    return None if value is None else (float(value[0]), float(value[1]), float(value[2]))


_JSON: Mapping[str, Callable[[str], Any]] = {
    "options": options_of,
    "images": _strings,
    "image_labels": _strings,
    "bbox_condition": _box,
    "target": _target,
    "work": _work,
    "ordered": _ordered,
    "prepare_command": _command,
    "dimensions": _dimensions,
}
_PLAIN: Mapping[str, Callable[[Any], Any]] = {"state": State, "remedy": Remedy, "folder": Path, "blocked": bool}


def column(name: str, value: object) -> Column:
    """Return the value of a field as the database stores it."""
    if isinstance(value, GenerationOptions | Target | Ordered):
        return _compact(value.to_dict())
    if isinstance(value, work.NewTextures | work.Parts):
        return _compact(work.to_dict(value))
    if name in _JSON:
        return _compact(value)
    if value is None or isinstance(value, int | float):
        return int(value) if isinstance(value, bool) else value
    # A file name may hold bytes that are no text.
    return str(value).encode("utf-8", "replace").decode("utf-8")


def columns(job: Job) -> dict[str, Column]:
    """Return the whole row of a job."""
    return {name: column(name, getattr(job, name)) for name in COLUMNS}


def job_from_columns(values: Mapping[str, Any]) -> Job:
    """Read a job back.

    :raises ValueError, TypeError, KeyError: if these are not the columns of a job.
    """
    read: dict[str, Any] = {}
    for name in COLUMNS:
        value = values[name]
        if name in _JSON:
            value = _JSON[name](value)
        elif name in _PLAIN:
            value = _PLAIN[name](value)
        read[name] = value
    return Job(**read)


def to_json(job: Job) -> str:
    """Write a job for people and for recovery: the same columns, but those that are JSON as values and not as text."""
    values = {name: json.loads(str(value)) if name in _JSON else value for name, value in columns(job).items()}
    return json.dumps({"format": 1, "job": values}, indent=1)


def from_json(text: str) -> Job:
    """Read back what ``to_json`` wrote; fields that are missing take their defaults.

    :raises ValueError: for anything else.
    """
    try:
        document = json.loads(text)
        values = document["job"]
        row = {name: _compact(values[name]) if name in _JSON else values[name] for name in COLUMNS if name in values}
        return job_from_columns(_DEFAULTS | row)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError("not a job") from error


_EMPTY = Job(account="", base_url="", name="", source="", folder=Path(), id="", created_at=0.0, updated_at=0.0)
_NEEDED = {"id", "account", "base_url", "name", "folder", "state"}
_DEFAULTS = {name: value for name, value in columns(_EMPTY).items() if name not in _NEEDED}

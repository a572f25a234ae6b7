# SPDX-License-Identifier: GPL-3.0-or-later
"""What data-blocks keep for years as JSON, read back. A .blend may come from anybody: nothing in it is trusted."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bpy.types import ID

_Value = TypeVar("_Value")


def stored_in(owner: ID, key: str, from_json: Callable[[str], _Value]) -> _Value | None:
    """Return what a custom property holds; None if it is not there, or nothing that ``from_json`` can read.

    :param from_json: returns a frozen value. It reads each text once: panels ask again at every draw.
    """
    stored = owner.get(key)
    return _read(stored, from_json) if isinstance(stored, str) else None


@lru_cache(maxsize=512)
def _read(stored: str, from_json: Callable[[str], _Value]) -> _Value | None:
    try:
        return from_json(stored)
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return None


def text_of(values: Mapping[str, object], name: str) -> str:
    """Return a text; "" for anything else."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def number_of(values: Mapping[str, object], name: str) -> float | None:
    """Return a finite number; None for anything else."""
    value = values.get(name)
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None


def count_of(values: Mapping[str, object], name: str) -> int | None:
    """Return a whole number from 0 on; None for anything else."""
    value = values.get(name)
    return value if isinstance(value, int) and value >= 0 else None

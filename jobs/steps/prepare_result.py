# SPDX-License-Identifier: GPL-3.0-or-later
"""What the background Blender leaves: a report and a .blend, both checked before they are used."""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ... import disk
from ...api.errors import clean
from ...processes.children import has_crashed
from ..errors import PreparationFailed

_RESULT_BYTES = 1 << 20
_MOST_NOTICES = 4
_BLEND_MAGIC = (b"BLENDER", b"\x28\xb5\x2f\xfd", b"\x1f\x8b")
"""Plain, and compressed with Zstandard or gzip."""


class Crashed(PreparationFailed):
    """The background Blender was killed, or ended without a report."""

    def __init__(self) -> None:
        super().__init__("the background Blender crashed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What the background Blender reports."""

    dimensions: tuple[float, float, float] | None
    triangles: int | None
    blender_version: str
    quads: int | None = None
    notices: tuple[str, ...] = ()
    """Sentences for the artist."""


def read_result(path: Path, *, exit_code: int) -> Prepared:
    """Read the report. :raises PreparationFailed: if it says that it failed, or says nothing."""
    try:
        if path.stat().st_size > _RESULT_BYTES:
            raise ValueError
        report = json.loads(disk.patiently(lambda: path.read_text("utf-8")))
        ok = report["ok"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        if has_crashed(exit_code):
            raise Crashed from None
        raise PreparationFailed("the background Blender ended without a result") from None
    if ok is not True:
        raise PreparationFailed(
            clean(str(report.get("error", ""))).rstrip(".") or "the background Blender gave no reason"
        )
    return Prepared(
        dimensions=_dimensions(report.get("dimensions")),
        triangles=_count(report.get("triangles")),
        blender_version=clean(str(report.get("blender_version", "")), limit=40),
        quads=_count(report.get("quads")),
        notices=_notices(report.get("notices")),
    )


def _notices(value: Any) -> tuple[str, ...]:
    sentences = value if isinstance(value, list) else []
    return tuple(clean(str(sentence)) for sentence in sentences[:_MOST_NOTICES])


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None


def _dimensions(value: Any) -> tuple[float, float, float] | None:
    if not isinstance(value, list) or len(value) != 3:
        return None
    if not all(isinstance(length, int | float) and math.isfinite(length) and length >= 0 for length in value):
        return None
    return float(value[0]), float(value[1]), float(value[2])


def check_blend(path: Path) -> None:
    """Check that a .blend was written. :raises PreparationFailed:"""
    try:
        with disk.patiently(lambda: path.open("rb")) as file:
            head = file.read(7)
    except OSError:
        head = b""
    if not head.startswith(_BLEND_MAGIC):
        raise PreparationFailed("the background Blender wrote no file")

# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a press holds Blender while the scene is copied for its pictures, for the panel to say before the press."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import bpy

from ...scene.capture.copy_size import copy_bytes
from ...scene.visibility import renderable_objects
from .. import addon
from ..sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bpy.types import Context, Object, ViewLayer

LONG_SECONDS = 0.5
"""Below this nobody needs to be told."""
_BYTES_PER_SECOND = 0.8e9
"""Assumed until a copy was measured on this computer; saving a file is about as fast."""
_SECONDS_PER_OBJECT = 75e-6
_COUNT_AGAIN_SECONDS = 5.0
"""A panel that is drawn again and again counts no more often than this."""
_SMALLEST_MEASURED_BYTES = 50e6


@dataclass(slots=True)
class _Known:
    """What was counted and measured last, in this Blender."""

    bytes_per_second: float = _BYTES_PER_SECOND
    seconds: dict[tuple[Source, bool], tuple[float, float]] = field(default_factory=dict)
    """Source and whether the selection alone -> when that was counted, and what came of it."""
    asked_for: set[tuple[Source, bool]] = field(default_factory=set)
    """What panels were drawn for since objects were counted last."""


_known = _Known()


def sentence(context: Context, source: Source) -> str:
    """Return what to say beside the button; empty where the press is short, and until `count_again` has counted."""
    if not bpy.app.background and source.description.is_rendered:
        key = source, source.shows_subject_alone(addon.settings(context))
        _known.asked_for.add(key)
        seconds = _known.seconds.get(key, (0.0, 0.0))[1]
    else:
        seconds = _seconds(context, source)
    return "" if seconds < LONG_SECONDS else f"Copying the scene holds Blender for about {_rounded(seconds)}."


def count_again(context: Context) -> bool:
    """Count what panels were drawn for, if that is some time ago; return whether they have to say anything else."""
    before = dict(_known.seconds)
    for source, alone in _known.asked_for:
        _count(context.view_layer, source, alone=alone)
    _known.asked_for.clear()
    return {key: round(seconds, 1) for key, (_, seconds) in before.items()} != {
        key: round(seconds, 1) for key, (_, seconds) in _known.seconds.items()
    }


def has_unknown() -> bool:
    """Say whether a panel was drawn for what was never counted."""
    return not _known.asked_for <= _known.seconds.keys()


def _rounded(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 2.0 else f"{seconds:.0f} s"


def _seconds(context: Context, source: Source) -> float:
    if not source.description.is_rendered or context.scene is None:
        return 0.0
    return _count(context.view_layer, source, alone=source.shows_subject_alone(addon.settings(context)))


def _count(view_layer: ViewLayer, source: Source, *, alone: bool) -> float:
    now = time.monotonic()
    counted_at, seconds = _known.seconds.get((source, alone), (float("-inf"), 0.0))
    if now - counted_at > _COUNT_AGAIN_SECONDS:
        objects = view_layer.objects.selected if alone else renderable_objects(view_layer)
        seconds = seconds_to_copy(objects)
        _known.seconds[source, alone] = (now, seconds)
    return seconds


def seconds_to_copy(objects: Iterable[Object]) -> float:
    """Estimate how long it takes to copy these objects on this computer."""
    objects = tuple(objects)
    return copy_bytes(objects) / _known.bytes_per_second + _SECONDS_PER_OBJECT * len(objects)


@contextmanager
def waiting_mouse(context: Context, source: Source) -> Iterator[None]:
    """Show a waiting mouse while the scene is copied, if that takes long."""
    window = None if bpy.app.background or _seconds(context, source) < LONG_SECONDS else context.window
    if window is not None:
        window.cursor_modal_set("WAIT")
    try:
        yield
    finally:
        if window is not None:
            window.cursor_modal_restore()


def remember_speed(written_bytes: int, seconds: float) -> None:
    """Remember how fast this computer wrote a copy, unless the copy was too small to tell."""
    if written_bytes >= _SMALLEST_MEASURED_BYTES and seconds > 0.0:
        _known.bytes_per_second = written_bytes / seconds
        _known.seconds.clear()

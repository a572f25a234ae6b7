# SPDX-License-Identifier: GPL-3.0-or-later
"""What the table of the set shows, found outside of drawing. Main thread only.

Cheap to import: the rest comes at the first use.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import bpy

from .. import addon, session

if TYPE_CHECKING:
    from bpy.types import Context

    from .rows import Row

_AGAIN_SECONDS = 0.5
"""The set is gone through no more often than this."""
_SHOWN_SECONDS = 5.0
"""So long after it was drawn, a panel is taken to be there still."""

_rows: tuple[Row, ...] | None = None
_by_name: dict[str, Row] = {}
_is_old = True
"""Something in the file changed since the set was gone through."""
_asked_at = float("-inf")
"""When a panel showed it last."""
_found_at = float("-inf")
_jobs_then: tuple[int, frozenset[str]] = (-1, frozenset())


def rows() -> tuple[Row, ...] | None:
    """Return what was found last, and have it looked for; None while nothing is known. For drawing.

    In background mode, where nothing is drawn, look first.
    """
    global _asked_at  # see there
    _asked_at = time.monotonic()
    if bpy.app.background and _needs_look():
        look(bpy.context)
    return _rows


def row(name: str) -> Row | None:
    """Return the row of a blockout as it was found last. For drawing."""
    return _by_name.get(name)


def note_change() -> None:
    """Note that something in the file changed."""
    global _is_old  # see there
    _is_old = True


def has_work() -> bool:
    """Say whether the set is to be gone through for a panel."""
    return time.monotonic() - _asked_at < _SHOWN_SECONDS and _needs_look()


def advance(context: Context) -> bool:
    """Go through the set if it is time; return whether the panel has to say something else."""
    if not has_work() or context.scene is None or time.monotonic() - _found_at < _AGAIN_SECONDS:
        return False
    from ..landing.busy import busy_sentence

    global _asked_at  # see there
    if _rows is not None and busy_sentence(context):  # the artist moves something just now: a later draw asks again
        _asked_at = float("-inf")
        return False
    return look(context)


def look(context: Context) -> bool:
    """Go through the set now; return whether anything is other than it was."""
    from .rows import rows as find

    global _rows, _by_name, _is_old, _found_at, _jobs_then  # see there
    before, _jobs_then = _rows, _jobs_now()
    _rows = find(context)
    _by_name = {each.name: each for each in _rows}
    _is_old = False
    _found_at = time.monotonic()
    _fill_list(context)
    return _rows != before


def _needs_look() -> bool:
    return _is_old or _jobs_then != _jobs_now()


def _jobs_now() -> tuple[int, frozenset[str]]:
    """Return a value that is another one after any job changed."""
    state = session.current()
    waiting = (job_id for pending in state.pending.values() if not pending.error for job_id in pending.job_ids)
    return state.jobs.changes, frozenset(waiting)


def _fill_list(context: Context) -> None:
    listed = getattr(context.window_manager, addon.DRESSING_ROWS_NAME)
    names = [each.name for each in _rows or ()]
    if [each.name for each in listed] == names:
        return
    listed.clear()
    for name in names:
        listed.add().name = name
    index = min(getattr(context.window_manager, addon.DRESSING_INDEX_NAME), max(len(names) - 1, 0))
    setattr(context.window_manager, addon.DRESSING_INDEX_NAME, index)


def forget() -> None:
    """Drop what was found: another file is opened, or the add-on ends."""
    global _rows, _by_name, _is_old, _asked_at, _found_at  # see there
    _rows, _by_name, _is_old, _asked_at, _found_at = None, {}, True, float("-inf"), float("-inf")

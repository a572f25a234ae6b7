# SPDX-License-Identifier: GPL-3.0-or-later
"""What this session knows of lighter props: the wishes, and the numbers that the panel shows. Main thread only.

Cheap to import: the rest comes at the first use.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpy.types import Context

    from .light_facts import LightFacts
    from .wishes import Wishes

COUNT_AGAIN_SECONDS = 2.0
"""Numbers are counted no more often than this."""

_wishes: Wishes | None = None
_facts: LightFacts | None = None
_is_old = True
"""Something in the file changed since the numbers were counted."""
_is_asked_for = False
"""A panel showed them since."""
_counted_at = float("-inf")


def wishes() -> Wishes:
    """Return the wishes of this session."""
    global _wishes  # one for the whole process
    if _wishes is None:
        from .wishes import Wishes

        _wishes = Wishes()
    return _wishes


def has_wishes() -> bool:
    """Say whether there ever was a wish."""
    return _wishes is not None


def is_making() -> bool:
    """Say whether lighter levels are being made, or wait to be shown."""
    return _wishes is not None and _wishes.is_working


def has_work() -> bool:
    """Say whether there is something to look after."""
    return is_making() or (_is_old and _is_asked_for)


def facts() -> LightFacts | None:
    """Return the numbers as they were counted last, and have them counted; None while nothing is known. For drawing."""
    global _is_asked_for  # see there
    _is_asked_for = True
    return _facts


def note_change() -> None:
    """Note that something in the file changed."""
    global _is_old  # see there
    _is_old = True


def advance(context: Context) -> bool:
    """Look after what is under way, and count if it is time; return whether panels have to say something else."""
    changed = _wishes is not None and _wishes.is_working and _wishes.advance(context)
    return _count_again(context) or changed


def _count_again(context: Context) -> bool:
    global _facts, _is_old, _is_asked_for, _counted_at  # see there
    if not (_is_old and _is_asked_for) or context.scene is None:
        return False
    if time.monotonic() - _counted_at < COUNT_AGAIN_SECONDS:
        return False
    from ..landing.busy import busy_sentence
    from .light_facts import count

    if _facts is not None and busy_sentence(context):  # the artist moves something just now: a later draw asks again
        _is_asked_for = False
        return False
    before, _facts = _facts, count(context)
    _is_old = _is_asked_for = False
    _counted_at = time.monotonic()
    return _facts != before


def forget_file() -> None:
    """Drop what is under way and what is known: another file is opened."""
    global _facts, _is_old, _is_asked_for, _counted_at  # see there
    _facts, _is_old, _is_asked_for, _counted_at = None, True, False, float("-inf")
    if _wishes is not None:
        _wishes.close()


def close() -> None:
    """End everything (unregister)."""
    global _wishes  # see wishes
    forget_file()
    _wishes = None

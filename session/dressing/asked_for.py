# SPDX-License-Identifier: GPL-3.0-or-later
"""Which jobs were asked for in the place of blockouts, though undo took that from the file: none is paid for twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import addon

if TYPE_CHECKING:
    from bpy.types import Object

_asked: dict[int, tuple[str, str]] = {}
"""Blender's number of an object, which outlives undo and is given to no other one -> its job and the family of that."""


def remember(target: Object) -> None:
    """Note what was asked for last in the place of a blockout."""
    own = addon.own_inputs(target)
    _asked[target.session_uid] = own.job, own.family


def recall(target: Object) -> tuple[str, str]:
    """Return the id of the job that was asked for last, and that of the first one of its family; "" for none."""
    own = addon.own_inputs(target)
    return (own.job, own.family) if own.job else _asked.get(target.session_uid, ("", ""))


def restore(target: Object) -> None:
    """Let the file know again what undo took from it."""
    own = addon.own_inputs(target)
    own.job, own.family = recall(target)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Data-blocks that nothing needs any more leave the file, all at once. Main thread only; pushes no undo step.

Each removal makes Blender go through the whole file: one for everything, then, and not one for each.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import ID, Object

_leaving: dict[ID, Object | None] | None = None
"""Data-block -> what its children get as parent; None outside of `together`."""


@contextmanager
def together() -> Iterator[None]:
    """Remove what is left over inside this block at its end. Blocks may be inside others: the outermost counts."""
    global _leaving  # Blender's file is one, too
    if _leaving is not None:
        yield
        return
    _leaving = {}
    try:
        yield
    finally:
        left, _leaving = _leaving, None
        _remove(left)


def leave(*data_blocks: ID, heir: Object | None = None) -> None:
    """Remove data-blocks. The children of objects stay where they are, under ``heir`` or the parent of these."""
    if _leaving is None:
        _remove(dict.fromkeys(data_blocks, heir))
    else:
        _leaving.update(dict.fromkeys(data_blocks, heir))


def _remove(left: dict[ID, Object | None]) -> None:
    if any(isinstance(each, bpy.types.Object) for each in left):
        _hand_on_children(left)
    if left:
        bpy.data.batch_remove(left)


def _hand_on_children(left: dict[ID, Object | None]) -> None:
    # `Object.children` would go through the file for each of them.
    children = [each for each in bpy.data.objects if each.parent in left and each not in left]
    if children and any(left.values()):
        bpy.context.view_layer.update()  # an heir has just come: its world matrix must be current
    for child in children:
        world = child.matrix_world.copy()
        child.parent = _next_parent(child, left)
        if child.parent is not None:
            child.matrix_parent_inverse = child.parent.matrix_world.inverted_safe()
        child.matrix_world = world


def _next_parent(child: Object, left: dict[ID, Object | None]) -> Object | None:
    """Return the first that stays of those above an object, which may leave together."""
    parent = child.parent
    while parent in left:
        parent = left[parent] or parent.parent
    return parent

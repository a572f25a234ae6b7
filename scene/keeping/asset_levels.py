# SPDX-License-Identifier: GPL-3.0-or-later
"""The lighter levels of a prop go into its file. Runs in the background Blender."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from ..errors import PropUnusable
from ..levels import kept, pictures
from ..levels.attach import attach_levels
from ..levels.level import LIGHTER, SIDES_PIXELS
from ..levels.levels_file import LevelsUnreadable
from ..levels.mark import MARK_KEY, MeshMark
from ..mesh_data import transform
from ..node_trees import pictures_of

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.types import Mesh
    from mathutils import Matrix

    from .orders import KeepOrder


def file_for(order: KeepOrder, folder: Path) -> Path | None:
    """Return the file with a prop's levels, made now if it is to be; None if there is none. Discards the open file.

    A prop is kept without levels if they cannot be made.
    """
    if order.levels is not None and order.levels.is_file():
        return order.levels
    if not order.makes_levels:
        return None
    from ..levels.making.make import make_levels

    path = folder / "levels.blend"
    try:
        make_levels(order.source, path)
    except (PropUnusable, OSError, RuntimeError):
        traceback.print_exc()
        return None
    return path


def attach(mesh: Mesh, path: Path) -> None:
    """Let a mesh that was just prepared have all levels of a file, and its pictures their smaller copies."""
    try:
        for level in LIGHTER:
            if kept.best_of(mesh, kept.levels_of(mesh), level) is None:
                attach_levels(path, [mesh], level)
        pictures.attach_pictures(path, pictures_of(each for each in mesh.materials if each is not None), SIDES_PIXELS)
    except LevelsUnreadable:
        traceback.print_exc()


def transform_with_levels(mesh: Mesh, matrix: Matrix) -> None:
    """Scale a mesh, whatever the factors along the axes, and its levels with it."""
    levels = kept.levels_of(mesh)
    for each in (mesh, *levels.values()):
        transform(each, matrix)
    if levels:
        mesh[MARK_KEY] = MeshMark.of(mesh).to_json()

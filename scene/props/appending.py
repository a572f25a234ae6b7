# SPDX-License-Identifier: GPL-3.0-or-later
"""Appends what the background Blender has prepared, without a trace of the file that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..errors import PropUnusable
from ..places import leaving

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.types import Object


def append_meshes(path: Path, *, most: int | None = None) -> list[Object]:
    """Append the mesh objects of a prepared file; they are in no collection yet.

    :param most: how many, None for all.
    :raises PropUnusable: it cannot be read, or holds none.
    """
    libraries = set(bpy.data.libraries)
    try:
        with bpy.data.libraries.load(str(path), link=False) as (available, wanted):
            wanted.objects = available.objects[:most]
    except OSError as error:
        raise PropUnusable("the prepared file cannot be read") from error
    finally:
        leaving.leave(*(set(bpy.data.libraries) - libraries))
    objects = [each for each in wanted.objects if each is not None and each.type == "MESH"]
    if not objects:
        raise PropUnusable("the prepared file holds no prop")
    for each in objects:
        if each.asset_data is not None:
            each.asset_clear()
    return objects

# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the lighter levels of the meshes of a .blend, and the smaller pictures of their materials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ... import empty_file
from ...blend_file import write_blend
from ...errors import ModelEmpty
from ...mesh_data import bounds_of, triangle_count
from ...node_trees import pictures_of
from ..level import (
    FULL_BOUNDS_KEY,
    FULL_MESH_KEY,
    FULL_TRIANGLES_KEY,
    LEVEL_KEY,
    Level,
    is_as_promised,
    name_of,
)
from ..orders import LevelsMade, MadeLevel
from .collapse import collapsed
from .outlines import Outlines
from .proxy import proxy_of
from .proxy_look import give_colors
from .smaller_pictures import smaller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bpy.types import ID, Mesh

_MORE = 1.045
"""As many triangles as the promise allows."""
_UNSURE = 0.005
"""So much may be wrong of a likeness that rays through random places tell."""
_CLOSE = 0.985
"""A level that is so much like the full mesh can stand for it when the next one is made: that is faster."""


def make_levels(source: Path, output: Path) -> LevelsMade:
    """Make levels for all meshes of a .blend that are none themselves, and write them as `level` says.

    :raises ModelEmpty: there is no face in it.
    :raises OSError, RuntimeError: a file cannot be read or written.
    """
    empty_file.make()
    with bpy.data.libraries.load(str(source), link=False) as (available, wanted):
        wanted.meshes = list(available.meshes)
    full_meshes = [mesh for mesh in bpy.data.meshes if LEVEL_KEY not in mesh and len(mesh.polygons)]
    if not full_meshes:
        raise ModelEmpty
    made: list[MadeLevel] = []
    written: list[ID] = []
    for full in full_meshes:
        for level, mesh, likeness in _levels_of(full):
            is_alike = likeness >= _least(level)
            made.append(
                MadeLevel(
                    mesh=full.name,
                    level=level,
                    triangles=triangle_count(mesh),
                    likeness=round(likeness, 4),
                    is_kept=is_alike,
                )
            )
            if is_alike:
                _finish(mesh, full, level)
                written.append(mesh)
    materials = dict.fromkeys(each for full in full_meshes for each in full.materials if each is not None)
    pictures = [small for image in pictures_of(materials) for small in smaller(image)]
    write_blend(output, [*written, *pictures])
    return LevelsMade(levels=tuple(made), pictures=len(pictures))


def _levels_of(full: Mesh) -> Iterator[tuple[Level, Mesh, float]]:
    """Yield each lighter level as good as it can be made, and how alike it is to the full mesh."""
    outlines = Outlines(full)
    begin = full
    for level in (Level.HALF, Level.QUARTER, Level.TENTH):
        mesh, likeness = _collapsed(level, full, begin, outlines)
        if likeness >= _CLOSE:
            begin = mesh
        yield level, mesh, likeness
    is_big = triangle_count(begin) > 2 * Level.PROXY.triangles_of(triangle_count(full))
    proxy, likeness = proxy_of(begin if is_big else full, outlines, least_likeness=_least(Level.PROXY))
    yield Level.PROXY, proxy, likeness


def _collapsed(level: Level, full: Mesh, begin: Mesh, outlines: Outlines) -> tuple[Mesh, float]:
    """Return a level's mesh and how alike it is: 0 if it has not as many triangles as it is promised to have.

    If the fast way is not good enough, others are tried.
    """
    promised = level.triangles_of(triangle_count(full))
    ways: Any = [
        lambda: collapsed(begin, promised),
        lambda: collapsed(full, int(promised * _MORE)),
        lambda: collapsed(full, int(promised * _MORE), weld=True),
    ]
    best, likeness = ways.pop(0)(), 0.0
    likeness = _likeness(best, promised, outlines)
    for way in ways:
        if likeness >= _least(level):
            break
        other = way()
        if (alike := _likeness(other, promised, outlines)) > likeness:
            best, other, likeness = other, best, alike
        bpy.data.meshes.remove(other)
    return best, likeness


def _least(level: Level) -> float:
    return level.least_likeness + _UNSURE


def _likeness(mesh: Mesh, promised: int, outlines: Outlines) -> float:
    return outlines.likeness(mesh) if is_as_promised(triangle_count(mesh), promised) else 0.0


def _finish(mesh: Mesh, full: Mesh, level: Level) -> None:
    """Give a level its name, its properties and its slots."""
    name = name_of(full.name, level.label)
    for number in range(len(mesh.materials)):
        mesh.materials[number] = None
    if level is Level.PROXY:
        give_colors(mesh, full, name=name)
    mesh.name = name
    mesh[LEVEL_KEY], mesh[FULL_MESH_KEY] = level.value, full.name
    mesh[FULL_TRIANGLES_KEY] = triangle_count(full)
    low, high = bounds_of(full)
    mesh[FULL_BOUNDS_KEY] = [*low, *high]

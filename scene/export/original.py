# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist's mesh as it was sent, kept in the job's folder for what is done with the result.

A .blend with two objects: `base`, the mesh as the artist's file holds it, and `evaluated`, what its modifiers made of
it, in the object's own coordinates. Neither has materials. Runs in the background Blender.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Matrix

from ..blend_file import write_blend

if TYPE_CHECKING:
    from bpy.types import Mesh, Object

_BASE, _EVALUATED = "base", "evaluated"
_KEY = "rodin_props_export"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFacts:
    """How a mesh was exported."""

    matrix: tuple[float, ...]
    """Of the object in the world, row by row."""
    uv_map: str = ""
    """The map of the artist's that was sent, since it can carry a picture; "" if none can."""
    spare_uv_map: str = ""
    """A map that was made since none of the artist's can carry a picture and the modifiers change the topology."""
    same_topology: bool = False
    """The modifiers leave vertices, corners and faces as they are in the base mesh, in their order."""
    reduced: bool = False
    """The file for the service has fewer triangles."""

    @property
    def world(self) -> Matrix:
        """The object's place in the world."""
        return Matrix([self.matrix[row * 4 : row * 4 + 4] for row in range(4)])

    @property
    def turned(self) -> Matrix:
        """What brings the evaluated mesh into the coordinates of the file for the service: rotation and scale."""
        return self.world.to_3x3().to_4x4()


@dataclass(frozen=True, slots=True)
class Original:
    """What the .blend holds."""

    base: Object
    evaluated: Object
    facts: ExportFacts


def write(path: Path, *, base: Mesh, evaluated: Mesh, facts: ExportFacts) -> None:
    """Write the .blend.

    :raises RuntimeError, OSError: it cannot be written.
    """
    objects = {bpy.data.objects.new(name, mesh) for name, mesh in ((_BASE, base), (_EVALUATED, evaluated))}
    for object_ in objects:
        object_[_KEY] = json.dumps(asdict(facts))
    try:
        write_blend(path, objects, compress=True)
    finally:
        bpy.data.batch_remove(objects)


def read(path: Path) -> Original:
    """Bring both objects into the open file, and into its scene.

    :raises OSError, KeyError, ValueError, TypeError: the file is gone or broken.
    """
    with bpy.data.libraries.load(str(path), link=False) as (available, wanted):
        if not {_BASE, _EVALUATED} <= set(available.objects):
            raise KeyError(_BASE)
        wanted.objects = [_BASE, _EVALUATED]
    base, evaluated = wanted.objects
    stored: Any = json.loads(base[_KEY])
    for object_ in (base, evaluated):
        bpy.context.scene.collection.objects.link(object_)
    return Original(base, evaluated, ExportFacts(**stored | {"matrix": tuple(stored["matrix"])}))

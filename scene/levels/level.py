# SPDX-License-Identifier: GPL-3.0-or-later
"""The levels of a prop, how alike they are to the full one, and the sides of its pictures. Plain values.

What is made for a .blend with meshes stands in another one, in a job's folder ``levels.blend``:

- For each mesh and each level that could be made, a mesh called "Chair half" for the mesh "Chair". It lies where the
  full one does, in the same coordinates, has the same UV maps, and as many slots for materials, all of them empty: they
  take those of the full mesh. A level that is not alike enough to the full one is not there, nor is FULL.
- The proxy alone is different: its colors are in the color attribute `PROXY_COLORS` (at the corners), its one material
  comes with it, and it has no UV map.
- For each picture of the meshes' materials and each of `SIDES_PIXELS` below its own longest side, a packed image
  called "Chair color 1024" for "Chair color". Its longest side is that one; colors and alpha are read as in the full
  one.

Each says in custom properties what it is: see `LEVEL_KEY` and the others. All have a fake user. A name that is too
long for Blender is cut before its last word.
"""

from __future__ import annotations

from enum import StrEnum

from ..mesh_data import LEVEL_KEY as LEVEL_KEY

FULL_MESH_KEY = "rodin_props_full_mesh"
"""Of a mesh: the name of the full one in the file that it was made of."""
FULL_TRIANGLES_KEY = "rodin_props_full_triangles"
"""Of a mesh: how many triangles the full one had. If it has another number now, somebody worked on it since."""
FULL_BOUNDS_KEY = "rodin_props_full_bounds"
"""Of a mesh: the lowest and the highest coordinates of the full one, six numbers."""
FULL_IMAGE_KEY = "rodin_props_full_image"
"""Of an image: the name of the full one in the file that it was made of."""
SIDE_KEY = "rodin_props_side_pixels"
"""Of an image: its longest side, one of `SIDES_PIXELS`."""

PROXY_COLORS = "Color"
"""The proxy's color attribute."""
SIDES_PIXELS = (4096, 2048, 1024, 512)
"""Longest sides that pictures can be shown with."""
PROXY_TRIANGLES = (400, 800)
"""Of a proxy; the second number for a mesh that fewer are not alike enough to."""
TOLERANCE = 0.05
"""How far the number of triangles may be from the one that is promised, as a part of it."""


class Level(StrEnum):
    """How much of a prop is shown."""

    FULL = "FULL"
    HALF = "HALF"
    QUARTER = "QUARTER"
    TENTH = "TENTH"
    PROXY = "PROXY"
    """A few hundred faces with baked colors."""

    @property
    def label(self) -> str:
        """What it is called."""
        return {"TENTH": "a tenth"}.get(self.value, self.value.lower())

    @property
    def least_likeness(self) -> float:
        """How much of the full one's outline and its own, seen from each side, both must cover (IoU)."""
        return _LEAST_LIKENESS[self]

    def triangles_of(self, full_triangles: int) -> int:
        """Return how many triangles it is promised to have, of a mesh that has so many. A proxy may have twice that."""
        if self is Level.PROXY:
            return min(PROXY_TRIANGLES[0], full_triangles)
        return max(1, round(_SHARES[self] * full_triangles))


def name_of(full_name: str, kind: str) -> str:
    """Return what the level or the size of something is called: whole at its end, however long the name is."""
    room = _LONGEST_NAME_BYTES - len(kind) - 1
    return f"{full_name.encode()[:room].decode(errors='ignore')} {kind}"


def is_as_promised(triangles: int, promised: int) -> bool:
    """Say whether a level has the number of triangles that it is promised to have."""
    return abs(triangles - promised) <= TOLERANCE * promised


LIGHTER = (Level.HALF, Level.QUARTER, Level.TENTH, Level.PROXY)
"""Those that are made."""

_LONGEST_NAME_BYTES = 58
"""Blender 4.2 takes 63, of which it needs some for a number if the name is taken."""
_SHARES = {Level.FULL: 1.0, Level.HALF: 0.5, Level.QUARTER: 0.25, Level.TENTH: 0.1}
_LEAST_LIKENESS = {Level.FULL: 1.0, Level.HALF: 0.97, Level.QUARTER: 0.97, Level.TENTH: 0.93, Level.PROXY: 0.85}

# SPDX-License-Identifier: GPL-3.0-or-later
"""The outlines of a mesh, seen along its three axes: from opposite sides they are the same, so these are six sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bmesh
import numpy
from mathutils import Vector
from mathutils.bvhtree import BVHTree

from ...mesh_data import extremes, points_of

if TYPE_CHECKING:
    from bpy.types import Mesh

_RAYS = 192
"""Along each side of an outline's rectangle."""
_MARGIN = 0.04
"""Around the outline, as a part of the rectangle: what stands out beyond it is seen, too."""
_FLAT = 1e-4
"""A mesh that is thinner, as a part of its longest side, has no outline from where it is seen edge-on."""
_FEW = 64
"""So few rays that meet anything are surfaces that run along them, not an outline."""


class Outlines:
    """What of a mesh can be seen along each axis, and how much another one looks like it.

    Rays go through random places of a grid. The grid is as wide and as high as the mesh, so that a thin one has as
    many rays as a thick one.
    """

    def __init__(self, mesh: Mesh) -> None:
        low, high = (side.astype(float) for side in extremes(points_of(mesh)))
        self._extent = high - low
        self._longest = float(self._extent.max())
        self._low = low - _MARGIN * self._extent
        chance = numpy.random.default_rng(1)
        cells = (numpy.arange(_RAYS)[:, None] + chance.random((3, 2, _RAYS, _RAYS))) / _RAYS
        cells[:, 1] = cells[:, 1].swapaxes(1, 2)
        self._places = cells * (1.0 + 2.0 * _MARGIN)
        self._met = self._look(mesh)

    def likeness(self, other: Mesh) -> float:
        """Return how much of both outlines both cover (IoU), of the side from which that is least."""
        return min((_likeness(*both) for both in zip(self._met, self._look(other), strict=True)), default=1.0)

    def _look(self, mesh: Mesh) -> list[numpy.ndarray]:
        """Return, for each axis along which there is an outline, which rays meet a mesh."""
        tree = _tree_of(mesh)
        sides = [[each for each in range(3) if each != axis] for axis in range(3)]
        return [
            self._rays(tree, axis)
            for axis in range(3)
            if all(self._extent[side] > _FLAT * self._longest for side in sides[axis])
        ]

    def _rays(self, tree: BVHTree, axis: int) -> numpy.ndarray:
        begins = numpy.empty((_RAYS * _RAYS, 3))
        begins[:, axis] = self._low[axis] - self._longest
        for side, places in zip((each for each in range(3) if each != axis), self._places[axis], strict=True):
            begins[:, side] = self._low[side] + self._extent[side] * places.reshape(-1)
        direction = Vector([float(each == axis) for each in range(3)])
        cast = tree.ray_cast
        return numpy.array([cast(begin, direction)[2] is not None for begin in begins.tolist()])


def _likeness(one: numpy.ndarray, other: numpy.ndarray) -> float:
    either = int((one | other).sum())
    return 1.0 if either < _FEW else float((one & other).sum() / either)


def _tree_of(mesh: Mesh) -> BVHTree:
    shape = bmesh.new()
    try:
        shape.from_mesh(mesh, face_normals=False, vertex_normals=False)
        return BVHTree.FromBMesh(shape)
    finally:
        shape.free()

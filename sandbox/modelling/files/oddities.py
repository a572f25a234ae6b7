# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with a quad here and there: no side left, or two back to back."""

import numpy as np

from ..arrays import Array
from ..mesh import Mesh

ODDITIES = ("none", "torn", "collapsed", "fin")
"""What a model of quads has: nothing odd; the halves of a quad apart in the file; a side of no length, whose quads are
triangles and triangles without area; a flap of two quads back to back (and halves apart)."""


def oddity_of(seed: int) -> str:
    """Return what a seed's model has; twelve seeds in a row give all of them in each generation."""
    return ODDITIES[seed // 3 % len(ODDITIES)]


def with_collapsed_side(mesh: Mesh) -> Mesh:
    """Return the mesh with the ends of one side made one, so that two quads have no fourth corner."""
    for quad in _candidates(mesh):
        kept, dropped = mesh.quads[quad, :2]
        around = [np.argwhere(mesh.quads == point) for point in (kept, dropped)]
        if not all(len(found) == 4 and _one_place(mesh.uvs, found) for found in around):
            continue  # irregular, or on a seam
        quads, uvs = mesh.quads.copy(), mesh.uvs.copy()
        for (row, column), (other_row, other_column) in [(place, around[0][0]) for place in around[1]]:
            quads[row, column] = kept
            uvs[row, column] = mesh.uvs[other_row, other_column]
        return Mesh(points=mesh.points, quads=quads, uvs=uvs)
    return mesh


def with_fin(mesh: Mesh) -> Mesh:
    """Return the mesh with two quads more that stand on one side of it, back to back, inside the body."""
    quad = len(mesh.quads) // 3
    first, second = mesh.quads[quad, :2]
    a, b, _, d = mesh.points[mesh.quads[quad]]
    inward = np.cross(d - a, b - a)
    inward *= np.linalg.norm(b - a) / max(float(np.linalg.norm(inward)), 1e-12)
    count = len(mesh.points)
    flap = np.array([first, second, count + 1, count])
    return Mesh(
        points=np.concatenate([mesh.points, [a + inward, b + inward]]),
        quads=np.concatenate([mesh.quads, [flap, flap[::-1]]]),
        uvs=np.concatenate([mesh.uvs, mesh.uvs[[quad]], mesh.uvs[[quad], ::-1]]),
    )


def _candidates(mesh: Mesh) -> Array:
    count = len(mesh.quads)
    return (count // 3 + np.arange(min(count, 40)) * 7) % count


def _one_place(uvs: Array, found: Array) -> bool:
    return bool(np.ptp(uvs[found[:, 0], found[:, 1]], axis=0).max() < 1e-9)

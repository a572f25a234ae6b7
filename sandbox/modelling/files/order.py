# SPDX-License-Identifier: GPL-3.0-or-later
"""In which order a mesh's triangles are written.

The service makes quads and writes triangles: those numbered 2i and 2i + 1 are the halves of a quad, all but a few.
"""

import numpy as np

from ..arrays import Array
from ..mesh import Mesh

LONGEST_SHIFT = 13
"""Pairs between the two lone halves of a quad, in a large model; as many as in a result that was looked at."""


def in_pairs(mesh: Mesh, *, with_lone_halves: bool) -> Array:
    """Return 2m x 3 corner numbers, halves of a quad one after the other.

    With lone halves one quad is torn: its halves stand alone among the others, which shifts the pairs between them.
    """
    triangles = mesh.triangles()
    count = len(mesh.quads)
    shift = max(1, min(LONGEST_SHIFT, count // 1000))
    if not with_lone_halves or count < 8 * shift:
        return triangles
    begin = count // 2
    neighbors = mesh.quads[[begin - 1, begin, begin + shift - 1, begin + shift]]
    apart = ~np.isin(mesh.quads[: begin - 1], neighbors).any(axis=1)
    if not apart.any():
        return triangles
    torn = int(np.flatnonzero(apart)[-1])
    order = np.arange(2 * count)
    rest = np.delete(order, [2 * torn, 2 * torn + 1])
    places = np.array([begin - 1, begin - 1 + shift]) * 2  # one quad fewer stands before them
    return triangles[np.insert(rest, places, [2 * torn, 2 * torn + 1])]


def loose(mesh: Mesh, *, seed: int) -> Array:
    """Return 2m x 3 corner numbers of a mesh made of triangles.

    In the first half each two neighbours in the list happen to share an edge, in the second half none do, as in the
    service's: who took pairs for quads would be right about half of the time and wrong about the model.
    """
    pairs = mesh.triangles().reshape(-1, 2, 3)
    half = len(pairs) // 2
    rest = pairs[half:].reshape(-1, 3)
    return np.concatenate([pairs[:half].reshape(-1, 3), np.random.default_rng(seed).permutation(rest)])

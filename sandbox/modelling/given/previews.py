# SPDX-License-Identifier: GPL-3.0-or-later
"""A small picture of what was made of a model that was sent in."""

import numpy as np

from ..arrays import Array
from ..mesh import Mesh
from ..preview import as_webp, render


def preview(points: Array, faces: Array, uvs: Array, color: Array | None) -> bytes:
    """Return the picture (webp) of triangles (m x 3) whose points have texture coordinates (n x 2)."""
    quads = faces[:, [0, 1, 2, 2]]  # a triangle is a quad whose last two corners are one
    mesh = Mesh(points=points.astype(float), quads=quads.astype(np.int64), uvs=uvs[quads].astype(float))
    return as_webp(render(mesh, color))

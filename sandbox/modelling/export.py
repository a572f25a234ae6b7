# SPDX-License-Identifier: GPL-3.0-or-later
"""From a mesh and its looks to the files that a task lists."""

import numpy as np

from .glb_writer import Corners
from .mesh import Mesh


def to_corners(mesh: Mesh, *, welded: bool) -> Corners:
    """Vertices shared by triangles, or (as raw results sometimes are) three of its own for each triangle."""
    normals = mesh.point_normals()
    corner_points = mesh.quads.ravel()
    corner_uvs = mesh.uvs.reshape(-1, 2)
    triangles = mesh.triangles().ravel()
    if not welded:
        points = corner_points[triangles]
        return _corners(mesh, normals, points, corner_uvs[triangles], np.arange(len(triangles)))
    grid = np.round(np.clip(corner_uvs, 0, 1) * ((1 << 19) - 1)).astype(np.int64)
    keys = (corner_points.astype(np.int64) << 40) + (grid[:, 0] << 20) + grid[:, 1]
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    return _corners(mesh, normals, corner_points[first], corner_uvs[first], inverse.ravel()[triangles])


def _corners(mesh: Mesh, normals: np.ndarray, points: np.ndarray, uvs: np.ndarray, indices: np.ndarray) -> Corners:
    return Corners(
        positions=mesh.points[points].astype(np.float32),
        normals=normals[points].astype(np.float32),
        uvs=uvs.astype(np.float32),
        indices=indices.astype(np.uint32),
    )

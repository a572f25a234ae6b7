# SPDX-License-Identifier: GPL-3.0-or-later
"""Closes the holes where a part was cut off."""

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ..arrays import Array
from ..mesh import unit
from .surface import Surface


def closed(surface: Surface) -> Surface:
    """Return it with a fan of triangles over each connected rim, in the colours of the rim."""
    edges, owner, corner = _open_edges(surface.faces)
    if not len(edges):
        return surface
    count = len(surface.points)
    links = coo_matrix((np.ones(len(edges), bool), edges.T), shape=(count, count))
    rim = connected_components(links, directed=False)[1][edges[:, 0]]
    rims, number = np.unique(rim, return_inverse=True)
    middles = np.array([surface.points[np.unique(edges[rim == each])].mean(axis=0) for each in rims])
    faces = np.stack([edges[:, 1], edges[:, 0], count + number.reshape(-1)], axis=1)
    points = np.concatenate([surface.points, middles])
    corners = points[faces]
    normals = unit(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]))
    start, end = surface.shares[owner, corner], surface.shares[owner, (corner + 1) % 3]
    return Surface(
        points=points,
        faces=np.concatenate([surface.faces, faces]),
        normals=np.concatenate([surface.normals, np.repeat(normals[:, None], 3, axis=1)]),
        origin=np.concatenate([surface.origin, surface.origin[owner]]),
        shares=np.concatenate([surface.shares, np.stack([end, start, (start + end) / 2], axis=1)]),
    )


def _open_edges(faces: Array) -> tuple[Array, Array, Array]:
    """Return the directed edges that have one face only (k x 2), their faces, and at which corner they begin."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    owner, corner = np.tile(np.arange(len(faces)), 3), np.repeat(np.arange(3), len(faces))
    _, number, times = np.unique(np.sort(edges, axis=1), axis=0, return_inverse=True, return_counts=True)
    alone = times[number.reshape(-1)] == 1
    return edges[alone], owner[alone], corner[alone]

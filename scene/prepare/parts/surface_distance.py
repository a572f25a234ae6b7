# SPDX-License-Identifier: GPL-3.0-or-later
"""How far points on some surfaces are from another surface."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
import numpy
from mathutils.bvhtree import BVHTree
from mathutils.kdtree import KDTree

from ...mesh_data import mesh_of, points_of

if TYPE_CHECKING:
    from bpy.types import Mesh, Object

_TRIMMED = 0.7
"""The part of the points that counts, the nearest: parts have inner sides and cut surfaces that the whole lacks."""


def tree_of(target: Object) -> BVHTree:
    """Return the surface of a mesh object for questions, in its own coordinates."""
    scene = bpy.context.scene
    if target.name not in scene.collection.objects:
        scene.collection.objects.link(target)
    bpy.context.view_layer.update()
    tree = BVHTree.FromObject(target, bpy.context.evaluated_depsgraph_get())
    assert tree is not None
    return tree


def samples_of(mesh: Mesh, count: int, *, seed: int = 0) -> numpy.ndarray:
    """Return points spread evenly over a mesh's surface, (count, 3)."""
    points = points_of(mesh).astype(numpy.float64)
    corners = points[triangles_of(mesh)]
    areas = numpy.linalg.norm(numpy.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    total = areas.sum()
    random = numpy.random.default_rng(seed)
    chosen = corners[random.choice(len(corners), size=count, p=areas / total if total > 0.0 else None)]
    weights = random.dirichlet((1.0, 1.0, 1.0), size=count)
    found: numpy.ndarray = (chosen * weights[:, :, None]).sum(axis=1)
    return found


def triangles_of(mesh: Mesh) -> numpy.ndarray:
    """Return the vertices of a mesh's triangles, (n, 3)."""
    mesh.calc_loop_triangles()
    vertices = numpy.empty(3 * len(mesh.loop_triangles), dtype=numpy.int32)
    mesh.loop_triangles.foreach_get("vertices", vertices)
    return vertices.reshape(-1, 3)


def distances(points: numpy.ndarray, tree: BVHTree) -> numpy.ndarray:
    """Return how far each point is from the surface."""
    found = (tree.find_nearest(point)[3] for point in points.tolist())
    return numpy.array([numpy.inf if distance is None else distance for distance in found])


def trimmed_mean(found: numpy.ndarray) -> float:
    """Return the mean of the smallest distances, which are those of the outer sides."""
    return float(numpy.sort(found)[: max(1, int(_TRIMMED * len(found)))].mean())


def mean_gap(points: numpy.ndarray, others: numpy.ndarray) -> float:
    """Return how far points are on average from the nearest of others."""
    tree = KDTree(len(others))
    for index, place in enumerate(others.tolist()):
        tree.insert(place, index)
    tree.balance()
    return float(numpy.array([tree.find(point)[2] for point in points.tolist()], dtype=numpy.float64).mean())


def box_of(target: Object) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return the lowest and highest coordinates of a mesh object without transform, in double precision."""
    points = points_of(mesh_of(target))
    return points.min(axis=0).astype(numpy.float64), points.max(axis=0).astype(numpy.float64)

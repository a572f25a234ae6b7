# SPDX-License-Identifier: GPL-3.0-or-later
"""How far points are from others, and the bounds of a mesh, in double precision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
from mathutils.kdtree import KDTree

from ...mesh_data import bounds_of

if TYPE_CHECKING:
    from bpy.types import Mesh

_TRIMMED = 0.7
"""The part of the points that counts, the nearest: parts have inner sides and cut surfaces that the whole lacks."""


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


def box_of(mesh: Mesh) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return the lowest and highest coordinates of a mesh, in double precision."""
    low, high = bounds_of(mesh)
    return numpy.array(low, dtype=numpy.float64), numpy.array(high, dtype=numpy.float64)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a mesh is still the one that a look was made for. Changes nothing; compares all its corners at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from ..export.uv_maps import MOST_UV_MAPS, uvs_of
from ..mesh_data import corner_edges, corner_vertices, extremes, points_of
from .errors import LookDoesNotFit, UvMapsFull

if TYPE_CHECKING:
    from bpy.types import Mesh

    from ..look_facts import LookFacts

_MOVED = 1e-3
"""Of the bounds, and of a UV map: so far a point may have moved."""


def check_fit(name: str, mesh: Mesh, sent: Mesh, facts: LookFacts) -> None:
    """Compare a mesh with what was sent. Its scale and place may be others: UVs do not depend on them.

    :param name: of the object, for sentences.
    :raises LookDoesNotFit, UvMapsFull:
    """
    if not _is_same_surface(mesh, sent):
        raise LookDoesNotFit(name=name)
    if facts.is_new_map:
        if len(mesh.uv_layers) >= MOST_UV_MAPS:
            raise UvMapsFull(name=name)
    elif facts.uv_map not in mesh.uv_layers or not _is_same_map(mesh, sent, facts.uv_map):
        raise LookDoesNotFit(name=name)


def _is_same_surface(mesh: Mesh, sent: Mesh) -> bool:
    counts = [(len(each.vertices), len(each.edges), len(each.loops), len(each.polygons)) for each in (mesh, sent)]
    if counts[0] != counts[1]:
        return False
    # A corner's vertex and the edge to the next corner tell which corners make up a face.
    if not all(numpy.array_equal(numbers(mesh), numbers(sent)) for numbers in (corner_vertices, corner_edges)):
        return False
    if numpy.array_equal(points_of(mesh), points_of(sent)):
        return True
    return bool(numpy.abs(_in_bounds(mesh) - _in_bounds(sent)).max() < _MOVED)


def _in_bounds(mesh: Mesh) -> numpy.ndarray:
    """Return the points of a mesh as parts of its bounds."""
    points = points_of(mesh)
    low, high = extremes(points)
    size = high - low
    size[size <= 1e-6 * size.max()] = 1.0
    return (points - low) / size


def _is_same_map(mesh: Mesh, sent: Mesh, name: str) -> bool:
    has, had = uvs_of(mesh, name), uvs_of(sent, name)
    return numpy.array_equal(has, had) or bool(numpy.abs(has - had).max() < _MOVED)

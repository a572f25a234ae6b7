# SPDX-License-Identifier: GPL-3.0-or-later
"""An imported mesh is made anew: one surface without cuts, of quads where it was made of quads. It looks the same.

The background Blender uses it, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..mesh_data import corner_edges, corner_vertices, points_of
from .layers import Layers, attributes_of
from .quads import CornerValues, Quads, find_quads
from .welding import welded

if TYPE_CHECKING:
    import numpy
    from bpy.types import Mesh

_SAME = 1e-5
_SAME_NORMAL = 1e-3
"""Blender keeps normals in 16 bits, relative to those that it computes itself."""
_ALONG = 1 - 2.5e-5
"""Cosine between a corner's normal and the mean at its point: what differs less, Blender itself makes one."""
_NO_LENGTH = 1e-12


def make_one_surface(mesh: Mesh, *, restore_quads: bool) -> None:
    """Join a mesh of triangles along its cuts, mark the seams of its texture, and restore its quads if wanted.

    Textures, normals and materials stay where they are on it. A mesh of other faces, or of none that has
    an area, stays as it is.
    """
    import numpy

    if not mesh.polygons or len(mesh.loops) != 3 * len(mesh.polygons):
        return
    points, normals, is_flat, layers = points_of(mesh), _corner_normals(mesh), _flat_faces(mesh), Layers.of(mesh)
    has_own_normals = mesh.has_custom_normals or not is_flat.all()
    triangles = corner_vertices(mesh).reshape(-1, 3)
    lowest, left = welded(points, triangles, corner_edges(mesh).reshape(-1, 3))
    if not len(left):
        return
    triangles = lowest[triangles]
    if len(left) < len(triangles):
        left_corners = (3 * left[:, None] + numpy.arange(3)).reshape(-1)
        triangles, normals, is_flat = triangles[left], normals[left_corners], is_flat[left]
        layers = layers.taken({"POINT": slice(None), "CORNER": left_corners, "FACE": left})
    quads = _quads_of(points, triangles, normals, layers) if restore_quads else Quads.none()
    is_flat[quads.firsts] &= is_flat[quads.firsts + 1]
    faces, corners, starts = _faces(len(triangles), quads)
    vertices = triangles.reshape(-1)[corners]
    is_kept = numpy.bincount(vertices, minlength=len(points)) > 0
    kept, vertices = numpy.flatnonzero(is_kept), (numpy.cumsum(is_kept) - 1)[vertices]
    layers = layers.taken({"POINT": kept, "CORNER": corners, "FACE": faces})
    _build(mesh, points[kept], vertices, starts)
    layers.write(mesh)
    attributes_of(mesh).new("sharp_face", "BOOLEAN", "FACE").data.foreach_set("value", is_flat[faces])
    if has_own_normals:
        _set_normals(mesh, vertices, normals[corners])
    _mark_seams(mesh, vertices, starts, layers)


def _corner_normals(mesh: Mesh) -> numpy.ndarray:
    import numpy

    normals = numpy.empty(len(mesh.loops) * 3, dtype=numpy.float32)
    mesh.corner_normals.foreach_get("vector", normals)
    return normals.reshape(-1, 3)


def _flat_faces(mesh: Mesh) -> numpy.ndarray:
    import numpy

    is_flat = numpy.zeros(len(mesh.polygons), dtype=bool)
    if (attribute := attributes_of(mesh).get("sharp_face")) is not None:
        attribute.data.foreach_get("value", is_flat)
    return is_flat


def _quads_of(points: numpy.ndarray, triangles: numpy.ndarray, normals: numpy.ndarray, layers: Layers) -> Quads:
    import numpy

    may_join = numpy.ones(max(len(triangles) - 1, 0), dtype=bool)
    for layer in layers.on("FACE"):
        may_join &= (layer.values[1:] == layer.values[:-1]).all(axis=1)
    values = [CornerValues(normals, _SAME_NORMAL), *(CornerValues(each.values, _SAME) for each in layers.on("CORNER"))]
    return find_quads(points, triangles, values=values, may_join=may_join)


def _faces(count: int, quads: Quads) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Return the triangle that each face begins with, the corners of all faces, and where each face's begin."""
    import numpy

    corners = numpy.full((count, 4), -1)
    corners[:, :3] = numpy.arange(3 * count).reshape(-1, 3)
    corners[quads.firsts] = quads.corners
    is_face = numpy.ones(count, dtype=bool)
    is_face[quads.firsts + 1] = False
    corners = corners[is_face]
    ends = numpy.cumsum((corners >= 0).sum(axis=1))
    return numpy.flatnonzero(is_face), corners[corners >= 0], numpy.concatenate(([0], ends[:-1]))


def _build(mesh: Mesh, points: numpy.ndarray, vertices: numpy.ndarray, starts: numpy.ndarray) -> None:
    """Give a mesh other points and faces; only its materials stay."""
    mesh.clear_geometry()
    mesh.vertices.add(len(points))
    attributes_of(mesh)["position"].data.foreach_set("vector", points.reshape(-1))
    mesh.loops.add(len(vertices))
    mesh.loops.foreach_set("vertex_index", vertices.astype("int32"))
    mesh.polygons.add(len(starts))
    mesh.polygons.foreach_set("loop_start", starts.astype("int32"))
    mesh.update(calc_edges=True)
    attributes = attributes_of(mesh)
    if (selected := attributes.get(".select_edge")) is not None:  # Blender 5.0 gives it a type that is not for it
        attributes.remove(selected)


def _set_normals(mesh: Mesh, vertices: numpy.ndarray, normals: numpy.ndarray) -> None:
    """Set the corners' normals; where no edge is hard, by the points: that is several times as fast."""
    import numpy

    at_points = numpy.stack([numpy.bincount(vertices, normals[:, axis]) for axis in range(3)], axis=1)
    at_points /= numpy.maximum(numpy.linalg.norm(at_points, axis=1, keepdims=True), _NO_LENGTH)
    at_points = at_points.astype(numpy.float32)
    if ((at_points[vertices] * normals).sum(axis=1) > _ALONG).all():
        mesh.normals_split_custom_set_from_vertices(at_points)
    else:
        mesh.normals_split_custom_set(list(zip(*normals.T.tolist(), strict=True)))


def _mark_seams(mesh: Mesh, vertices: numpy.ndarray, starts: numpy.ndarray, layers: Layers) -> None:
    """Mark the edges where the texture is cut."""
    import numpy

    places, edges = layers.texture_places(), corner_edges(mesh)
    if places is None:
        return
    following = numpy.arange(1, len(vertices) + 1)
    following[numpy.append(starts[1:], len(vertices)) - 1] = starts
    one, other = (numpy.empty(len(mesh.edges), dtype=int) for _ in range(2))
    numbers = numpy.arange(len(edges))
    one[edges[::-1]], other[edges] = numbers[::-1], numbers  # the first and the last corner at each edge
    between = numpy.bincount(edges, minlength=len(one)) == 2
    one, other = one[between], other[between]
    runs_back = vertices[one] != vertices[other]
    begin = numpy.where(runs_back, following[other], other)
    end = numpy.where(runs_back, other, following[other])
    apart = numpy.abs(places[one] - places[begin]) + numpy.abs(places[following[one]] - places[end])
    seams = numpy.zeros(len(mesh.edges), dtype=bool)
    seams[edges[one][apart.max(axis=1) > _SAME]] = True
    if seams.any():
        mesh.edges[0].use_seam = True  # its name differs between versions
        attributes = attributes_of(mesh)
        (attributes.get("uv_seam") or attributes[".uv_seam"]).data.foreach_set("value", seams)

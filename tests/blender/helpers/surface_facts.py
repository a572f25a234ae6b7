# SPDX-License-Identifier: GPL-3.0-or-later
"""What a mesh looks like, whatever its points, edges and faces are called: for comparing it with another one."""

from typing import Any

import bpy
import numpy


def values(holder: Any, name: str, size: int) -> numpy.ndarray:
    """A value of all members of a collection of Blender's, (n, size)."""
    read = numpy.empty(len(holder) * size, dtype=numpy.float32)
    holder.foreach_get(name, read)
    return read.reshape(-1, size)


def corners(mesh: bpy.types.Mesh) -> numpy.ndarray:
    """Of each corner of each triangle that is drawn: place, place in the texture, normal, material; (n, 3, 9)."""
    mesh.calc_loop_triangles()
    loops = values(mesh.loop_triangles, "loops", 3).astype(int)
    vertices = values(mesh.loops, "vertex_index", 1).astype(int)[:, 0]
    normals = values(mesh.corner_normals, "vector", 3)
    uvs = values(mesh.uv_layers[0].uv, "vector", 2) if mesh.uv_layers else numpy.zeros((len(vertices), 2))
    of_corners = numpy.concatenate((values(mesh.vertices, "co", 3)[vertices], uvs, normals), axis=1)[loops]
    materials = numpy.repeat(values(mesh.loop_triangles, "material_index", 1), 3).reshape(-1, 3, 1)
    return numpy.concatenate((of_corners, materials), axis=2)


def assert_same_looks(one: bpy.types.Mesh, other: bpy.types.Mesh) -> None:
    """Fail unless both are drawn as the same triangles, with the same textures, normals and materials."""
    first, second = _sorted(one), _sorted(other)
    assert first.shape == second.shape
    assert (first[..., :5] == second[..., :5]).all(), "places, also those in the texture"
    assert numpy.abs(first[..., 5:8] - second[..., 5:8]).max() < 5e-3, "normals"
    assert (first[..., 8] == second[..., 8]).all(), "materials"


def _sorted(mesh: bpy.types.Mesh) -> numpy.ndarray:
    """Return the corners of all triangles, the lowest of each first, the lowest triangle first."""
    drawn = corners(mesh).tolist()

    def order(triangle: list[list[float]]) -> tuple[list[float], ...]:
        # Normals last: they are kept in few bits.
        return (*(corner[:5] for corner in triangle), *(corner[5:] for corner in triangle))

    turned = (min((each[k:] + each[:k] for k in range(3)), key=order) for each in drawn)
    return numpy.array(sorted(turned, key=order))


def places(mesh: bpy.types.Mesh) -> int:
    """How many different places its points are at."""
    return len(numpy.unique(values(mesh.vertices, "co", 3), axis=0))


def faces_of_edges(mesh: bpy.types.Mesh) -> numpy.ndarray:
    """How many faces each edge has."""
    return numpy.bincount(values(mesh.loops, "edge_index", 1).astype(int)[:, 0], minlength=len(mesh.edges))


def loose_parts(mesh: bpy.types.Mesh) -> int:
    """How many parts are not joined by an edge."""
    part = list(range(len(mesh.vertices)))

    def root(vertex: int) -> int:
        while part[vertex] != vertex:
            part[vertex] = part[part[vertex]]
            vertex = part[vertex]
        return vertex

    for edge in mesh.edges:
        part[root(edge.vertices[0])] = root(edge.vertices[1])
    return len({root(vertex) for vertex in range(len(part))})

# SPDX-License-Identifier: GPL-3.0-or-later
"""A mesh of the artist's, to get new textures: all that must stay as it is, and what is to be seen on it."""

from array import array
from typing import Any

import bpy
import numpy
from mathutils import Vector

_SIZES = {"FLOAT": ("f", 1), "INT": ("i", 1), "BOOLEAN": ("b", 1), "FLOAT2": ("f", 2), "FLOAT_VECTOR": ("f", 3)}
_KINDS = {"f": numpy.float32, "i": numpy.int32, "b": bool}


def attribute_bytes(mesh: bpy.types.Mesh) -> dict[str, bytes]:
    """Name -> bytes of everything that a mesh says of its vertices, edges, faces and corners."""
    found = {}
    for each in mesh.attributes:
        if each.data_type in {"FLOAT_COLOR", "BYTE_COLOR"}:
            values = numpy.empty(len(each.data) * 4, dtype=numpy.float32)
            each.data.foreach_get("color", values)
        elif each.data_type in {"FLOAT2", "FLOAT_VECTOR"}:
            values = numpy.empty(len(each.data) * _SIZES[each.data_type][1], dtype=numpy.float32)
            each.data.foreach_get("vector", values)
        elif each.data_type in _SIZES:
            values = numpy.empty(len(each.data), dtype=_KINDS[_SIZES[each.data_type][0]])
            each.data.foreach_get("value", values)
        elif each.data_type == "INT32_2D":
            values = numpy.empty(len(each.data) * 2, dtype=numpy.int32)
            each.data.foreach_get("value", values)
        else:
            continue
        found[each.name] = values.tobytes()
    for name, items, key in (("edges", mesh.edges, "vertices"), ("corners", mesh.loops, "vertex_index")):
        values = numpy.empty(len(items) * (2 if name == "edges" else 1), dtype=numpy.int32)
        items.foreach_get(key, values)
        found[name] = values.tobytes()
    return found


def state_of(target: bpy.types.Object) -> dict[str, Any]:
    """What must not change beside the mesh's own data."""
    keys = target.data.shape_keys
    groups = [[(entry.group, entry.weight) for entry in vertex.groups] for vertex in target.data.vertices]
    shapes = {}
    for block in keys.key_blocks if keys else ():
        points = array("f", bytes(12 * len(block.data)))
        block.data.foreach_get("co", points)
        shapes[block.name] = (points.tobytes(), block.value)
    return {
        "matrix": [tuple(row) for row in target.matrix_world],
        "modifiers": [(each.name, each.type, each.show_viewport, each.show_render) for each in target.modifiers],
        "groups": ([group.name for group in target.vertex_groups], groups),
        "shapes": shapes,
        "selected": target.select_get(),
        "mode": target.mode,
        "render map": next((layer.name for layer in target.data.uv_layers if layer.active_render), ""),
        "active map": target.data.uv_layers.active and target.data.uv_layers.active.name,
    }


def colors_by_place(target: bpy.types.Object) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Share of the bounds in the world (n, 3), and colour (n, 3) in sRGB, of places all over what an object shows."""
    bpy.context.view_layer.update()
    evaluated = target.evaluated_get(bpy.context.evaluated_depsgraph_get())
    mesh = evaluated.to_mesh()
    tree = target.material_slots[0].material.node_tree
    shader = next(node for node in tree.nodes if node.type == "BSDF_PRINCIPLED")
    picture = shader.inputs["Base Color"].links[0].from_node
    layer = mesh.uv_layers[picture.inputs["Vector"].links[0].from_node.uv_map]
    width, height = picture.image.size
    pixels = numpy.empty(width * height * 4, dtype=numpy.float32)
    picture.image.pixels.foreach_get(pixels)
    pixels = pixels.reshape(height, width, 4)
    mesh.calc_loop_triangles()
    places, colors = [], []
    for triangle in mesh.loop_triangles:
        corners = [evaluated.matrix_world @ mesh.vertices[index].co for index in triangle.vertices]
        uv = sum((layer.uv[index].vector for index in triangle.loops), Vector((0.0, 0.0))) / 3
        places.append(sum(corners, Vector()) / 3)
        x, y = min(int(uv.x * width), width - 1), min(int(uv.y * height), height - 1)
        colors.append(pixels[y, x, :3])
    points = numpy.array([evaluated.matrix_world @ vertex.co for vertex in mesh.vertices])
    low, high = points.min(axis=0), points.max(axis=0)
    evaluated.to_mesh_clear()
    return (numpy.array(places) - low) / (high - low), numpy.array(colors)


def shows_the_ramp(target: bpy.types.Object, *, slack: float = 0.15) -> None:
    """Check that an object shows the picture of `ramp`: redder from the bottom to the top, bluer from left to right."""
    share, colors = colors_by_place(target)
    assert numpy.quantile(numpy.abs(colors[:, 0] - share[:, 2]), 0.9) < slack
    assert numpy.quantile(numpy.abs(colors[:, 2] - share[:, 0]), 0.9) < slack
    assert numpy.ptp(colors[:, 0]) > 0.3

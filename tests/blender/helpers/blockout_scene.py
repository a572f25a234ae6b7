# SPDX-License-Identifier: GPL-3.0-or-later
"""A layout with twenty boxes of all the nasty kinds."""

import math
from collections.abc import Sequence

import bpy


def new_box(
    name: str,
    *,
    size: Sequence[float] = (1.0, 1.0, 1.0),
    location: Sequence[float] = (0.0, 0.0, 0.0),
    collection: bpy.types.Collection | None = None,
) -> bpy.types.Object:
    """A box whose size is in its mesh."""
    x, y, z = (side / 2 for side in size)
    mesh = bpy.data.meshes.new(name)
    points = [(i * x, j * y, k * z) for i in (-1, 1) for j in (-1, 1) for k in (-1, 1)]
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    mesh.from_pydata(points, [], faces)
    box = bpy.data.objects.new(name, mesh)
    box.location = location
    (collection or bpy.context.scene.collection).objects.link(box)
    return box


def _new_collection(name: str, parent: bpy.types.Collection | None = None) -> bpy.types.Collection:
    made = bpy.data.collections.new(name)
    (parent or bpy.context.scene.collection).children.link(made)
    return made


def _under(child: bpy.types.Object, parent: bpy.types.Object) -> bpy.types.Object:
    child.parent = parent
    return child


def _empty(name: str, **values: object) -> bpy.types.Object:
    made = bpy.data.objects.new(name, None)
    bpy.context.scene.collection.objects.link(made)
    for key, value in values.items():
        setattr(made, key, value)
    return made


def nasty_blockouts() -> list[bpy.types.Object]:
    """Make them; their parents and collections come along and are not among them."""
    return [*_turned_and_scaled(), *_parented(), *_in_collections(), *_with_modifiers()]


def _turned_and_scaled() -> list[bpy.types.Object]:
    turned = new_box("turned chair", size=(0.5, 0.6, 1.0), location=(3, 0, 0.5))
    turned.rotation_euler.z = math.radians(37)
    tilted = new_box("tilted crate", location=(6, 0, 1))
    tilted.rotation_euler = (0.3, -0.2, 1.1)
    quaternion = new_box("lying pole", size=(0.1, 0.1, 2.0), location=(9, 0, 0))
    quaternion.rotation_mode = "QUATERNION"
    quaternion.rotation_quaternion = (math.cos(math.pi / 4), math.sin(math.pi / 4), 0, 0)
    uneven = new_box("long bench", location=(12, 0, 0))
    uneven.scale = (3.0, 0.4, 0.5)
    mirrored = new_box("mirrored shelf", size=(1.0, 0.4, 2.0), location=(15, 0, 0))
    mirrored.scale = (-1.0, 1.0, 1.0)
    upside_down = new_box("upside down lamp", size=(0.3, 0.3, 0.9), location=(18, 0, 0))
    upside_down.scale = (0.7, -1.2, -2.0)
    tiny = new_box("tiny screw", size=(0.002, 0.002, 0.005), location=(0.1, 3, 0))
    huge = new_box("huge tower", size=(300.0, 200.0, 900.0), location=(2000, 2000, 0))
    flat = new_box("flat carpet", size=(2.0, 3.0, 0.0), location=(0, 6, 0))
    moved_origin = new_box("off centre pot", location=(0, 9, 0))
    for vertex in moved_origin.data.vertices:
        vertex.co.x += 4.0
    return [turned, tilted, quaternion, uneven, mirrored, upside_down, tiny, huge, flat, moved_origin]


def _parented() -> list[bpy.types.Object]:
    room = _empty("Room", location=(0, 20, 1), rotation_euler=(0, 0, 0.6), scale=(2.0, 2.0, 2.0))
    child = _under(new_box("child table", size=(1.0, 0.6, 0.4)), room)
    skewing = _empty("Skewing", location=(5, 20, 0), scale=(1.0, 3.0, 0.5))
    skewed = _under(new_box("sheared sofa", size=(2.0, 0.8, 0.7)), skewing)
    skewed.rotation_euler = (0.2, 0.1, 0.7)
    mirror = _empty("Mirror", location=(10, 20, 0), scale=(-1.0, 1.0, 1.0))
    in_mirror = _under(new_box("mirrored child", size=(0.4, 0.5, 1.2), location=(1, 1, 1)), mirror)
    hidden = _empty("Hidden parent", location=(15, 20, 0), rotation_euler=(0, 0, 1.0))
    under_hidden = _under(new_box("child of hidden", size=(0.4, 0.5, 0.6), location=(1, 0, 0)), hidden)
    bpy.context.view_layer.update()
    hidden.hide_set(True)
    return [child, skewed, in_mirror, under_hidden]


def _in_collections() -> list[bpy.types.Object]:
    inner = _new_collection("Inner", _new_collection("Middle", _new_collection("Outer")))
    nested = new_box("nested stool", size=(0.4, 0.4, 0.5), location=(0, 30, 0), collection=inner)
    shared = new_box("shared vase", size=(0.2, 0.2, 0.4), location=(3, 30, 0), collection=inner)
    _new_collection("Second").objects.link(shared)
    return [nested, shared]


def _with_modifiers() -> list[bpy.types.Object]:
    mirrored = new_box("mirror modifier", location=(1.0, 40, 0))
    mirrored.modifiers.new("Mirror", "MIRROR").mirror_object = _empty("Mirror plane", location=(4.0, 40, 0))
    arrayed = new_box("array modifier", size=(0.5, 0.5, 1.0), location=(10, 40, 0))
    arrayed.rotation_euler.z = 0.5
    arrayed.modifiers.new("Array", "ARRAY").count = 4
    nodes = new_box("geometry nodes", location=(20, 40, 0))
    nodes.modifiers.new("Nodes", "NODES").node_group = _taller(3.0)
    constrained = new_box("constrained clock", size=(0.3, 0.1, 0.3), location=(99, 99, 99))
    follow = constrained.constraints.new("COPY_TRANSFORMS")
    follow.target = _empty("Clock place", location=(30, 40, 2), rotation_euler=(0, 0, 0.9))
    return [mirrored, arrayed, nodes, constrained]


def _taller(factor: float) -> bpy.types.NodeTree:
    group = bpy.data.node_groups.new("Taller", "GeometryNodeTree")
    for direction in ("INPUT", "OUTPUT"):
        group.interface.new_socket("Geometry", in_out=direction, socket_type="NodeSocketGeometry")
    transform = group.nodes.new("GeometryNodeTransform")
    transform.inputs["Scale"].default_value = (1.0, 1.0, factor)
    begin, end = group.nodes.new("NodeGroupInput"), group.nodes.new("NodeGroupOutput")
    group.links.new(begin.outputs[0], transform.inputs["Geometry"])
    group.links.new(transform.outputs["Geometry"], end.inputs[0])
    return group

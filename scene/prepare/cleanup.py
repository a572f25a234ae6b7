# SPDX-License-Identifier: GPL-3.0-or-later
"""An imported model becomes one clean object. The background Blender uses it, too."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix, Vector

from ..errors import ModelBroken, ModelEmpty
from ..mesh_data import bounds_of, mesh_of, points_of, transform
from ..node_trees import materials_of
from ..shaded import show_in_solid_mode, take_light
from .surface import make_one_surface

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Material, Mesh, Object

_LARGEST = 1e6
_SMALLEST = 1e-6
"""Longest side of a model, in its own units; outside these, single-precision coordinates are useless."""


def make_one_object(imported: Iterable[Object], *, restore_quads: bool) -> Object:
    """Join all meshes, as posed, into one object and one surface without parent, animation or transform.

    Its origin is in the middle of its floor, and its materials take the light of the scene.

    The other imported objects stay, independent of it; the caller removes them.

    :param restore_quads: it was asked for as quads.
    :raises ModelEmpty, ModelBroken: there is nothing that can be shown.
    """
    objects = baked(imported)
    if not objects:
        raise ModelEmpty
    prop = join(objects)
    check(mesh_of(prop))
    make_one_surface(mesh_of(prop), restore_quads=restore_quads)
    move_floor_to_origin(mesh_of(prop))
    tidy_materials([prop])
    return prop


def baked(imported: Iterable[Object]) -> list[Object]:
    """Reduce the objects that have a surface to meshes as posed, in world coordinates, and return them.

    The others stay, independent of them.
    """
    bpy.context.view_layer.update()
    objects = [object_ for object_ in imported if object_.type == "MESH" and len(mesh_of(object_).polygons)]
    _bake_poses(objects)
    matrices = [object_.matrix_world.copy() for object_ in objects]
    for object_, matrix in zip(objects, matrices, strict=True):
        _bake(object_, matrix)
    return objects


def _bake_poses(objects: Iterable[Object]) -> None:
    """Give meshes the form that their morph weights and skins give them."""
    depsgraph = bpy.context.evaluated_depsgraph_get()
    posed = {
        object_: bpy.data.meshes.new_from_object(
            object_.evaluated_get(depsgraph), preserve_all_data_layers=True, depsgraph=depsgraph
        )
        for object_ in objects
        if object_.modifiers or mesh_of(object_).shape_keys is not None
    }
    for object_, mesh in posed.items():
        object_.modifiers.clear()
        object_.data = mesh


def _bake(target: Object, matrix: Matrix) -> None:
    """Reduce an object to a mesh in world coordinates."""
    target.modifiers.clear()
    target.constraints.clear()
    target.vertex_groups.clear()
    target.animation_data_clear()
    if mesh_of(target).users > 1:
        target.data = mesh_of(target).copy()
    mesh = mesh_of(target)
    target.shape_key_clear()
    mesh.animation_data_clear()
    target.parent = None
    target.matrix_basis = Matrix.Identity(4)
    target.rotation_mode = "XYZ"
    transform(mesh, matrix)
    for owner in (target, mesh):
        for key in list(owner.keys()):
            del owner[key]


def join(objects: list[Object]) -> Object:
    """Join objects that have no transform into the largest of them, and return that."""
    prop = max(objects, key=lambda object_: len(mesh_of(object_).polygons))
    if len(objects) > 1:
        with bpy.context.temp_override(active_object=prop, object=prop, selected_editable_objects=objects):
            bpy.ops.object.join()
    return prop


def check(mesh: Mesh) -> None:
    """Check that a mesh can be measured. :raises ModelBroken:"""
    import numpy

    points = points_of(mesh)
    if not numpy.isfinite(points).all():
        raise ModelBroken("some of its coordinates are not numbers")
    extent = float(numpy.ptp(points, axis=0).max())
    if not _SMALLEST < extent < _LARGEST:
        raise ModelBroken("it has no size" if extent <= _SMALLEST else "it is too big to be measured")


def move_floor_to_origin(mesh: Mesh) -> Vector:
    """Move a mesh so that the middle of its floor is at the origin; return where that was."""
    low, high = bounds_of(mesh)
    place = Vector(((low.x + high.x) / 2, (low.y + high.y) / 2, low.z))
    transform(mesh, Matrix.Translation(-place))
    return place


def scale_to(prop: Object, *, size: float, height: bool) -> Vector:
    """Scale the mesh so that its height, or else its longest side, is ``size``; return its new dimensions."""
    mesh = mesh_of(prop)
    low, high = bounds_of(mesh)
    dimensions = high - low
    # A mesh without height can only be measured along its longest side.
    measured = dimensions.z if height and dimensions.z > _SMALLEST * max(dimensions) else max(dimensions)
    factor = size / measured
    if not math.isfinite(factor) or factor <= 0.0:
        raise ModelBroken("it has no size")
    transform(mesh, Matrix.Scale(factor, 4))
    return dimensions * factor


def tidy_materials(objects: Iterable[Object]) -> None:
    """Let the materials of objects take the light of the scene, and leave nothing in them that glTF alone needs."""
    for material in materials_of(objects):
        _remove_settings_nodes(material)
        take_light(material)
        show_in_solid_mode(material)


def _remove_settings_nodes(material: Material) -> None:
    """Remove the node groups that only hold glTF's own settings, so that not every prop brings its copy."""
    tree = material.node_tree
    for node in list(tree.nodes) if tree is not None else ():
        if node.type == "GROUP" and not any(output.links for output in node.outputs):
            tree.nodes.remove(node)

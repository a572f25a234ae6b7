# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the two files of every mesh that was ordered. Runs in the background Blender, in an empty file."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import bpy
import numpy

from ..mesh_data import corner_vertices, full_mesh_of, mesh_of, points_of, transform, triangle_count
from ..transfer import simulations
from . import glb, original
from .evaluated import evaluated_meshes
from .new_uv_map import unwrap
from .orders import ExportedMesh, write_answers
from .original import ExportFacts
from .uv_maps import MOST_UV_MAPS, face_sizes, usable_map, uvs_of

if TYPE_CHECKING:
    from bpy.types import Mesh, Object

    from .orders import ExportRequest, MeshOrder

_SMALLEST = 1e-6
"""Longest side of a mesh that can be told from a point."""


class _Refused(Exception):
    """A mesh cannot be sent; the argument is the end of a sentence about it."""


@dataclass(frozen=True, slots=True)
class _Planned:
    """A mesh on its way."""

    order: MeshOrder
    base: Mesh
    """As the artist's file holds it, without materials; with the spare map."""
    uv_map: str
    spare: str
    refusal: str = ""


def write_meshes(request: ExportRequest) -> None:
    """Write the files, and the answers after each mesh."""
    objects = _load(request)
    planned = [_plan(order, target) for order, target in zip(request.orders, objects, strict=True)]
    meshes = evaluated_meshes(bpy.context.scene, objects)
    answers: list[ExportedMesh] = []
    for each, mesh in zip(planned, meshes, strict=True):
        answers.append(_answer(each, mesh, request.largest_bytes))
        write_answers(answers, request.answer_path)


def _load(request: ExportRequest) -> list[Object]:
    """Bring the objects into the scene, at the frame at which they were."""
    with bpy.data.libraries.load(str(request.file), link=False) as (_, wanted):
        wanted.objects = [order.object_name for order in request.orders]
    scene, objects = bpy.context.scene, cast("list[Object]", list(wanted.objects))
    for target in objects:
        target.hide_render = target.hide_viewport = False
        target.data = full_mesh_of(target)
        scene.collection.objects.link(target)
    scene.frame_set(request.frame, subframe=request.subframe)
    return objects


def _plan(order: MeshOrder, target: Object) -> _Planned:
    """Choose the UV map, and let the modifiers see it."""
    base = mesh_of(target).copy()
    _strip(base)
    if order.for_textures:
        planned = _with_map(order, base, target)
    else:
        planned = _Planned(order, base, next((layer.name for layer in base.uv_layers if layer.active_render), ""), "")
    if order.shape_file:
        simulations.freeze(target, bpy.context.evaluated_depsgraph_get(), order.shape_file)
    return planned


def _strip(base: Mesh) -> None:
    """Keep of a copy of the artist's mesh its form and its UV maps."""
    carrier = bpy.data.objects.new("base", base)
    carrier.shape_key_clear()
    bpy.data.objects.remove(carrier)
    base.materials.clear()
    base.animation_data_clear()
    for key in list(base.keys()):
        del base[key]


def _with_map(order: MeshOrder, base: Mesh, target: Object) -> _Planned:
    usable = usable_map(base)
    if usable:
        return _Planned(order, base, usable, "")
    if len(base.uv_layers) >= MOST_UV_MAPS:
        return _Planned(
            order, base, "", "", f"has {MOST_UV_MAPS} UV maps, and none that can carry a picture of its own"
        )
    if not target.modifiers:
        return _Planned(order, base, "", "")  # if need be, a map is made for what comes back
    # The modifiers must see the map, which nobody can add to what they make of the mesh.
    spare = unwrap(base)
    layers: Any = mesh_of(target).uv_layers
    layer = layers.new(name=spare, do_init=False)
    layer.uv.foreach_set("vector", uvs_of(base, spare).ravel())
    return _Planned(order, base, spare, spare)


def _answer(planned: _Planned, mesh: Mesh | None, largest_bytes: int) -> ExportedMesh:
    try:
        return _write(planned, mesh, largest_bytes)
    except _Refused as refused:
        return ExportedMesh(refusal=str(refused))
    except (RuntimeError, OSError):
        traceback.print_exc()
        return ExportedMesh(refusal="cannot be exported by Blender")


def _write(planned: _Planned, mesh: Mesh | None, largest_bytes: int) -> ExportedMesh:
    """Write both files of one mesh.

    :raises _Refused: it cannot be sent.
    """
    if planned.refusal:
        raise _Refused(planned.refusal)
    if mesh is None or not len(mesh.polygons):
        raise _Refused("has no faces in a render; look at its modifiers")
    if planned.uv_map and planned.uv_map not in mesh.uv_layers:
        raise _Refused("loses its UV maps in its modifiers; apply those that make the mesh anew")
    order = planned.order
    facts = ExportFacts(
        matrix=order.matrix,
        uv_map=planned.uv_map,
        spare_uv_map=planned.spare,
        same_topology=_same_topology(planned.base, mesh),
    )
    sent = glb.neutral_copy(mesh, planned.uv_map)
    transform(sent, facts.turned)
    _check(sent)
    written = glb.write_within(sent, order.mesh_path, largest_bytes, reduce=order.reduce)
    full, file_bytes = triangle_count(sent), order.mesh_path.stat().st_size
    if file_bytes > largest_bytes:
        raise _Refused(
            f"is too big: {full:,} triangles, {file_bytes / 1e6:.0f} MB, and Rodin takes {largest_bytes / 1e6:.0f} MB; "
            "let it be sent with fewer triangles"
        )
    _forget_materials(mesh, keep_numbers=not planned.order.for_textures)
    facts = replace(facts, reduced=written != sent)
    original.write(order.original_path, base=planned.base, evaluated=mesh, facts=facts)
    return ExportedMesh(triangles=triangle_count(written), full_triangles=full, file_bytes=file_bytes)


def _forget_materials(mesh: Mesh, *, keep_numbers: bool) -> None:
    """Remove the materials. :param keep_numbers: each face still says which one it has."""
    if not keep_numbers:
        mesh.materials.clear()
    for index in range(len(mesh.materials)):
        mesh.materials[index] = None


def _same_topology(one: Mesh, other: Mesh) -> bool:
    if (len(one.vertices), len(one.polygons)) != (len(other.vertices), len(other.polygons)):
        return False
    return numpy.array_equal(corner_vertices(one), corner_vertices(other)) and numpy.array_equal(
        face_sizes(one), face_sizes(other)
    )


def _check(sent: Mesh) -> None:
    points = points_of(sent)
    if not numpy.isfinite(points).all():
        raise _Refused("has coordinates that are not numbers")
    if float(numpy.ptp(points, axis=0).max()) < _SMALLEST:
        raise _Refused("has no size")

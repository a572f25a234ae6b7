# SPDX-License-Identifier: GPL-3.0-or-later
"""How many faces and how much texture memory the props of a scene take, and what lighter ones would save."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...scene.levels import distance, pictures
from ...scene.levels.picture_sides import memory_bytes, size_of
from ...scene.mesh_data import full_mesh_of, mesh_of, triangle_count
from ...scene.node_trees import materials_of
from .. import addon
from ..choices import Scope
from . import scope
from .wishes import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bpy.types import Context, Image, Material, Mesh


@dataclass(frozen=True, slots=True, kw_only=True)
class LightFacts:
    """What the props of a scene take."""

    props: int = 0
    triangles: int = 0
    full_triangles: int = 0
    """If all were shown in full."""
    texture_bytes: int = 0
    full_texture_bytes: int = 0
    triangles_by_distance: int | None = None
    """If they were switched by distance; None without a camera."""
    texture_bytes_by_distance: int | None = None


def count(context: Context) -> LightFacts:
    """Go through the objects of the scene and count."""
    props = scope.props_in(scope.objects_of(context, Scope.SCENE))
    by_mesh = scope.meshes_of(props)
    pictures_of = {material: pictures.full_pictures(material) for material in materials_of(dict.fromkeys(props))}
    shown = {image for full_of in pictures_of.values() for image in full_of}
    full = {image for full_of in pictures_of.values() for image in full_of.values()}
    facts = LightFacts(
        props=len(props),
        triangles=sum(triangle_count(mesh_of(prop)) for prop in props),
        full_triangles=sum(triangle_count(mesh) * len(its_props) for mesh, its_props in by_mesh.items()),
        texture_bytes=_bytes_of(shown),
        full_texture_bytes=_bytes_of(full),
    )
    if context.scene.camera is None or not props:
        return facts
    plan = plan_by_distance(context)
    triangles = sum(
        (plan.levels[mesh].triangles_of(triangle_count(mesh)) if mesh in plan.levels else triangle_count(mesh))
        * len(its_props)
        for mesh, its_props in by_mesh.items()
    )
    return replace(
        facts,
        triangles_by_distance=triangles,
        texture_bytes_by_distance=_planned_bytes(pictures_of, plan.sides),
    )


def plan_by_distance(context: Context) -> Wanted:
    """Return what each mesh and each material of the scene's props needs; of linked copies, the nearest decides.

    The scene has a camera.
    """
    scene, factor = context.scene, addon.settings(context).distance_factor
    assert scene.camera is not None
    parts = distance.parts_of_picture(scene, context.evaluated_depsgraph_get(), scene.camera)
    props = [prop for prop in parts if scope.is_prop_or_part(prop)]
    render = scene.render
    pixels = round(max(render.resolution_x, render.resolution_y) * render.resolution_percentage / 100)
    levels = {
        mesh: distance.level_for(max(parts[prop] for prop in its_props), factor)
        for mesh, its_props in scope.meshes_of(props).items()
    }
    nearest: dict[Material, float] = {}
    users: dict[Material, Mesh] = {}
    for prop in props:
        for material in materials_of([prop]):
            nearest[material] = max(parts[prop], nearest.get(material, 0.0))
            users[material] = full_mesh_of(prop)
    sides = {material: distance.side_for(part, pixels, factor) for material, part in nearest.items()}
    return Wanted(levels=levels, sides=sides, meshes=users)


def _bytes_of(images: Iterable[Image]) -> int:
    return sum(memory_bytes(size_of(image)) for image in images)


def _planned_bytes(pictures_of: Mapping[Material, Mapping[Image, Image]], sides: Mapping[Material, int]) -> int:
    """Return what pictures take if materials show them of these sides; one picture in several sizes counts for each."""
    wanted = {
        (full, sides.get(material, pictures.FULL_SIDE))
        for material, full_of in pictures_of.items()
        for full in full_of.values()
    }
    return sum(memory_bytes(_fitted(size_of(full), side)) for full, side in wanted)


def _fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    longest = max(size)
    if side == pictures.FULL_SIDE or longest <= side:
        return size
    return size[0] * side // longest, size[1] * side // longest

# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns what came back for a mesh of the artist's into a look for that mesh: a material, and a UV map if it takes one.

The textures go straight on the artist's own UV map if they are made for it. If the surface is the same but its UVs are
others, those become a further map. If the mesh was made anew, the textures are baked onto the artist's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ... import empty_file, naming
from ...blend_file import write_blend
from ...errors import PropUnusable
from ...export import original
from ...export.new_uv_map import NEW_MAP_NAME, unwrap
from ...export.uv_maps import MOST_UV_MAPS, uvs_of
from ...look_facts import FACTS_KEY, LookFacts, Way
from ...measure.mesh_surface import Surface
from ...mesh_data import bounds_of, mesh_of, transform, triangle_count
from ...node_trees import pictures_of
from .. import cleanup, gltf, textures
from .alignment import aligning_matrix, deviation
from .baking import bake
from .look_material import make_material
from .matching import map_with, matched_uvs, uvs_agree
from .pictures import plain_pictures

if TYPE_CHECKING:
    from bpy.types import Mesh, Object

    from ....processes.prepare_request import PrepareRequest
    from ...export.original import Original
    from .pictures import LookPictures

_SAME_SURFACE = 1e-3
"""Distance of two surfaces that are one, as a part of the diagonal."""
_SAME_REDUCED_SURFACE = 1e-2
"""The same, where what was sent had fewer triangles than the artist's mesh."""
_SAME_UVS, _SAME_REDUCED_UVS = 2e-3, 2e-2
_DISTANCE_FACTOR = 1.5
_LEAST_DISTANCE, _MOST_DISTANCE = 2e-3, 0.1
"""Bounds of the distance over which is baked, as parts of the diagonal."""


def prepare_textures(request: PrepareRequest) -> dict[str, Any]:
    """Prepare a look in this Blender, whose open file is discarded; return the answer's values as `convert` does.

    :raises PropUnusable: it cannot become a look for that mesh.
    """
    empty_file.make()
    kept = _original(request)
    came = cleanup.make_one_object(gltf.import_glb(request.model).objects, restore_quads=False)
    sent = _sent_mesh(kept)
    sent_surface = Surface(sent)
    mesh_of(came).transform(aligning_matrix(Surface(mesh_of(came)), sent_surface))
    came_surface = Surface(mesh_of(came))
    base = mesh_of(kept.base)
    pictures, facts = _look(request, kept, base, came, came_surface, sent_surface)
    material = make_material(request.name, pictures, facts.uv_map)
    base.materials.append(material)
    naming.name_data(kept.base, request.name)
    warnings = textures.pack_textures(kept.base, max_side_pixels=request.max_texture_side_pixels)
    kept.base.name = request.name
    base[FACTS_KEY] = facts.to_json()
    for key in [key for key in kept.base.keys() if key != FACTS_KEY]:  # noqa: SIM118 - an object is no dict
        del kept.base[key]
    write_blend(request.output, [kept.base])
    return {
        "object": kept.base.name,
        "dimensions": [round(side, 6) for side in _dimensions(sent)],
        "triangles": triangle_count(sent),
        "materials": 1,
        "textures": len(pictures_of([material])),
        "warnings": warnings,
        "notices": [],
        "way": facts.way.value,
    }


def _original(request: PrepareRequest) -> Original:
    try:
        if request.original is None:
            raise KeyError(request.original)
        return original.read(request.original)
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise PropUnusable("the copy of your mesh that was kept for it is gone") from error


def _sent_mesh(kept: Original) -> Mesh:
    """Return the artist's mesh as a render has it, in the coordinates in which it was sent."""
    mesh = mesh_of(kept.evaluated).copy()
    assert mesh is not None
    transform(mesh, kept.facts.turned)
    return mesh


def _dimensions(mesh: Mesh) -> Any:
    low, high = bounds_of(mesh)
    return high - low


def _look(
    request: PrepareRequest, kept: Original, base: Mesh, came: Object, came_surface: Surface, sent: Surface
) -> tuple[LookPictures, LookFacts]:
    facts = kept.facts
    apart = deviation(came_surface, sent)
    pictures = plain_pictures(came)
    is_same = apart <= (_SAME_REDUCED_SURFACE if facts.reduced else _SAME_SURFACE) * sent.diagonal
    if is_same and pictures is not None:
        tolerance = _SAME_REDUCED_UVS if facts.reduced else _SAME_UVS
        if facts.uv_map and uvs_agree(came_surface, sent, facts.uv_map, tolerance=tolerance):
            return pictures, LookFacts(way=Way.OWN_UVS, uv_map=facts.uv_map, is_new_map=bool(facts.spare_uv_map))
        if facts.same_topology and not facts.reduced and len(base.uv_layers) < MOST_UV_MAPS:
            uvs = matched_uvs(came_surface, sent)
            if uvs is not None:
                name, is_new = map_with(base, uvs, NEW_MAP_NAME)
                return pictures, LookFacts(way=Way.GIVEN_UVS, uv_map=name, is_new_map=is_new)
    uv_map, is_new = facts.uv_map, bool(facts.spare_uv_map)
    if not uv_map:  # what came has the topology of the base mesh, or else the export would have made one
        uv_map, is_new = unwrap(sent.mesh), True
        uv_map = map_with(base, uvs_of(sent.mesh, uv_map), NEW_MAP_NAME)[0]
    target = bpy.data.objects.new("target", sent.mesh)
    bpy.context.scene.collection.objects.link(target)
    distance = min(max(_DISTANCE_FACTOR * apart, _LEAST_DISTANCE * sent.diagonal), _MOST_DISTANCE * sent.diagonal)
    baked = bake(came, target, uv_map=uv_map, distance=distance, max_side_pixels=request.max_texture_side_pixels)
    return baked, LookFacts(way=Way.BAKED, uv_map=uv_map, is_new_map=is_new)

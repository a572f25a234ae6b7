# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns the files of a split model into one small .blend with an object for each part, in the coordinates of the whole.

Runs in the background Blender; see `convert`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy
from mathutils import Matrix

from ... import empty_file, naming
from ...blend_file import write_blend
from ...errors import ModelBroken
from ...measure import measured
from ...measure.mesh_surface import Surface
from ...mesh_data import mesh_of, quad_count, transform, triangle_count
from ...node_trees import materials_of, pictures_of
from .. import cleanup, gltf, textures
from ..surface import make_one_surface
from .files import Part, import_parts
from .frame import Boxes, Frame, Surfaces, find_frame, fit
from .look import take_look
from .names import Named, names_of
from .shared_materials import share
from .surface_distance import box_of, mean_gap
from .whole import Whole, load_whole, without_whole

if TYPE_CHECKING:
    from bpy.types import Object

    from ....processes.prepare_request import PrepareRequest

_SAMPLES, _SAMPLES_OF_WHOLE = 6_000, 1_500
_FEWEST_SAMPLES = 12

ONE_PART = "Rodin made one part of it. Name the parts that you want, or choose a higher fineness."
BROUGHT_TOGETHER = "Its parts came moved apart and were brought together again."
NOT_FILLED = "Its parts do not fill the whole: something is missing, or the whole was changed. Compare them."
UNLIKE = "Its parts have another shape than the whole. Compare them before you go on."
NO_WHOLE = "The whole's file was gone, so its parts stand at the size that it had."


def split_model(request: PrepareRequest) -> dict[str, Any]:
    """Prepare the parts in this Blender, whose open file is discarded; return the answer's values.

    :raises PropUnusable: there is no part that can be shown.
    """
    empty_file.make()
    with gltf.only_what_is_kept() as kept:
        imported = import_parts(request.model)
        objects = without_whole([part.object for part in imported.parts])
        kept.update(objects)
    parts = [part for part in imported.parts if part.object in objects]
    for part in parts:
        cleanup.check(mesh_of(part.object))
        make_one_surface(mesh_of(part.object), restore_quads=False)
    whole = load_whole(request.original)
    surface = None if whole is None else Surface(mesh_of(whole.object))
    frame = _frame_of(objects, surface, request)
    for number, each in enumerate(objects):
        _put(each, frame, number)
    if whole is not None and surface is not None:
        if request.take_materials:
            take_look(objects, surface)
        _bring_to_object(objects, whole)
    warnings = _finish_materials(objects, request)
    _name(parts, request)
    for each in objects:
        each.location = cleanup.move_floor_to_origin(mesh_of(each))
        measured.write(mesh_of(each))
        each.select_set(False)
    write_blend(request.output, objects)
    return {
        "object": objects[0].name,
        "parts": len(objects),
        **_facts(objects),
        "warnings": warnings,
        "notices": [*_notices(frame, len(objects), has_whole=whole is not None), *textures.notices(imported.missing)],
    }


def _frame_of(objects: list[Object], whole: Surface | None, request: PrepareRequest) -> Frame:
    boxes = Boxes(*numpy.array([box_of(mesh_of(each)) for each in objects]).transpose(1, 0, 2))
    if whole is None:
        return _frame_of_size(boxes, request)
    count = max(_FEWEST_SAMPLES, _SAMPLES // len(objects))
    samples = [Surface(mesh_of(each)).samples(count, seed=number)[2] for number, each in enumerate(objects)]
    on_whole = whole.samples(_SAMPLES_OF_WHOLE, seed=0)[2]
    others = whole.samples(count * len(objects), seed=1)[2]
    surfaces = Surfaces(
        *box_of(whole.mesh),
        whole,
        on_whole,
        mean_gap(on_whole, others),
        numpy.concatenate(samples),
        numpy.repeat(numpy.arange(len(objects)), count),
    )
    return find_frame(boxes, surfaces)


def _frame_of_size(boxes: Boxes, request: PrepareRequest) -> Frame:
    """Return the frame for parts whose whole is gone: as big as it was, with the floor's middle at the origin."""
    low, high = boxes.union
    extent = high - low
    measured = extent[2] if request.size_axis == "HEIGHT" and extent[2] > 0.0 else extent.max()
    if not measured > 0.0:
        raise ModelBroken("it has no size")
    half = extent * request.size_meters / measured / 2
    return fit(boxes, numpy.array([-half[0], -half[1], 0.0]), numpy.array([half[0], half[1], 2 * half[2]]))


def _put(part: Object, frame: Frame, number: int) -> None:
    offset = Matrix.Translation(frame.offsets[number].tolist())
    scale = Matrix.Diagonal((*frame.scale.tolist(), 1.0))
    transform(mesh_of(part), Matrix.Translation(frame.location.tolist()) @ scale @ offset)


def _bring_to_object(objects: list[Object], whole: Whole) -> None:
    """Undo for the parts what was done to the mesh of the artist's object when it was sent."""
    if whole.to_local == Matrix.Identity(4):
        return
    for each in objects:
        transform(mesh_of(each), whole.to_local)


def _finish_materials(objects: list[Object], request: PrepareRequest) -> list[str]:
    warnings: dict[str, None] = {}
    share(objects)
    cleanup.tidy_materials(objects)
    for each in objects:
        pack = textures.pack_textures(each, max_side_pixels=request.max_texture_side_pixels)
        warnings |= dict.fromkeys(pack)
    naming.name_materials(objects, request.name)
    return list(warnings)


def _name(parts: list[Part], request: PrepareRequest) -> None:
    named = []
    for part in parts:
        low, high = box_of(mesh_of(part.object))
        middle = tuple(((low + high) / 2).tolist())
        named.append(Named(part.told, float(numpy.prod(high - low)), middle))
    for part in parts:  # so that none of the new names is taken
        part.object.name = mesh_of(part.object).name = "."
    for part, name in zip(parts, names_of(named, whole=request.name, instruction=request.part_names), strict=True):
        part.object.name = mesh_of(part.object).name = name


def _facts(objects: list[Object]) -> dict[str, Any]:
    boxes = [(low + each.location, high + each.location) for each in objects for low, high in [box_of(mesh_of(each))]]
    extent = numpy.max([high for _, high in boxes], axis=0) - numpy.min([low for low, _ in boxes], axis=0)
    meshes, materials = [mesh_of(each) for each in objects], materials_of(objects)
    return {
        "dimensions": [round(float(side), 6) for side in extent],
        "triangles": sum(map(triangle_count, meshes)),
        "quads": sum(map(quad_count, meshes)),
        "materials": len(materials),
        "textures": len(pictures_of(materials)),
    }


def _notices(frame: Frame, count: int, *, has_whole: bool) -> list[str]:
    said = {
        ONE_PART: count == 1,
        BROUGHT_TOGETHER: frame.together < 1.0,
        NOT_FILLED: frame.is_stretched_apart,
        UNLIKE: frame.is_unlike and not frame.is_stretched_apart,
        NO_WHOLE: not has_whole,
    }
    return [sentence for sentence, is_so in said.items() if is_so]

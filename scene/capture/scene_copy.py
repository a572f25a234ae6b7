# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a copy of what some pictures of a scene need, and no more. Main thread only; changes nothing in the file.

The objects go into a .blend with all that they depend on. The scene's settings, and where its objects are, are
returned as plain values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from ..mesh_data import full_mesh_of
from ..transfer import simulations
from ..transfer.appearance import bounds_of
from ..transfer.keys import DataKey, linked_data_blocks, object_of
from ..transfer.render_engine import belongs_to
from ..transfer.request import CopiedObject, CopiedScene
from ..transfer.settings_values import SettingsReader
from ..visibility import renderable_objects
from .light import giving_light

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.types import ID, Object, Scene, ViewLayer

    from ..transfer.orders import PictureOrder
    from ..transfer.render_engine import EngineNeeds

_SETTINGS = (
    "display_settings",
    "view_settings",
    "render",
    "eevee",
    "cycles",
    "cycles_curves",
    "display",
    "grease_pencil_settings",
    "hydra",
    "unit_settings",
)
"""A scene's groups of settings that a picture depends on. The display comes before the view, which depends on it."""
_OWN_SETTINGS = frozenset(
    {"active_clip", "frame_start", "frame_end", "gravity", "use_gravity", "use_custom_simulation_range"}
    | {"simulation_frame_start", "simulation_frame_end"}
)
_RENDER_LEFT_OUT = frozenset(
    {"bake", "engine", "ffmpeg", "filepath", "image_settings", "motion_blur_shutter_curve", "stereo_views", "views"}
)
"""The engine is chosen first; the rest concerns files and animations."""
_LAYER_LEFT_OUT = frozenset(
    {
        "active_aov",
        "active_layer_collection",
        "active_lightgroup",
        "depsgraph",
        "freestyle_settings",
        "layer_collection",
    }
    | {"active_aov_index", "active_lightgroup_index", "use", "use_freestyle", "objects", "aovs", "lightgroups"}
)


@dataclass(frozen=True, slots=True)
class _Share:
    """The part of a scene that a picture needs."""

    seen: set[Object]
    only_light: set[Object]


def write_copy(
    path: Path, view_layer: ViewLayer, order: PictureOrder, engine: EngineNeeds, *, with_scripts: bool
) -> CopiedScene:
    """Write the .blend at ``path``, and what it cannot hold into files beside it; return the rest.

    :raises RuntimeError, OSError: it cannot be written.
    """
    bpy.ops.ed.flush_edits()  # else a mesh in Edit or Sculpt Mode would be written as it was before
    scene: Any = view_layer.id_data
    share = _share_of(view_layer, order)
    camera = scene.camera if order.camera is None else object_of(order.camera)
    reader = SettingsReader()
    described = _describe(view_layer, order, engine, reader, share, camera, path.parent)
    wanted: set[Any] = {*share.seen, *share.only_light, *reader.data_blocks, camera, scene.world}
    if order.subject is None:
        wanted.add(scene.background_set)
    if with_scripts:
        wanted.update(text for text in bpy.data.texts if text.use_module)
    held = {data_block for data_block in wanted if data_block is not None and _is_held(data_block)}
    bpy.data.libraries.write(str(path), held, path_remap="ABSOLUTE", compress=False)
    return described


def _is_held(data_block: ID) -> bool:
    """Say whether this file itself holds a data-block. Linked ones are linked again in the other Blender."""
    return data_block.library is None or getattr(data_block, "is_linked_packed", False)  # the latter since 5.0


def _share_of(view_layer: ViewLayer, order: PictureOrder) -> _Share:
    rendered = renderable_objects(view_layer)
    if order.subject is None:
        return _Share(rendered, set())
    subject = set(map(object_of, order.subject)).intersection(view_layer.objects)
    # Cycles can let an object give light without showing it; other engines would show what glows.
    scene: Any = view_layer.id_data
    glowing = scene.render.engine == "CYCLES"
    return _Share(subject, giving_light(rendered, with_glowing=glowing) - subject)


def _describe(
    view_layer: ViewLayer,
    order: PictureOrder,
    engine: EngineNeeds,
    reader: SettingsReader,
    share: _Share,
    camera: Object | None,
    folder: Path,
) -> CopiedScene:
    scene: Any = view_layer.id_data
    view_layer.update()
    settings = {
        name: reader.values_of(getattr(scene, name), left_out=_RENDER_LEFT_OUT if name == "render" else frozenset())
        for name in (*_SETTINGS, *_groups_of(scene, engine.add_on))
        if hasattr(scene, name)
    }
    all_names = frozenset(prop.identifier for prop in scene.bl_rna.properties)
    everything = share.seen | share.only_light | ({camera} if camera is not None else set())
    in_layer = set(view_layer.objects)
    return CopiedScene(
        objects=tuple(
            _describe_object(object_, view_layer, folder, only_light=object_ in share.only_light)
            if object_ in in_layer
            else CopiedObject(key=DataKey.of(object_))  # a camera that is not in the view layer
            for object_ in everything
        ),
        settings=settings,
        layer_settings=reader.values_of(view_layer, left_out=_LAYER_LEFT_OUT),
        own_settings=reader.values_of(scene, left_out=all_names - _OWN_SETTINGS),
        own_properties=_own_properties(scene),
        frame=scene.frame_current,
        subframe=scene.frame_subframe,
        camera=None if camera is None else DataKey.of(camera),
        world=None if scene.world is None else DataKey.of(scene.world),
        background_set=_background_set(scene, order),
        missing=_missing(),
    )


def _background_set(scene: Scene, order: PictureOrder) -> DataKey | None:
    """Return the background set's key; None for a picture of a subject, which is shown without it."""
    return None if scene.background_set is None or order.subject is not None else DataKey.of(scene.background_set)


def _groups_of(scene: Scene, add_on: str) -> tuple[str, ...]:
    """Return the names of the groups of settings that the engine's add-on has added to scenes."""
    properties: Any = scene.bl_rna.properties
    return tuple(
        prop.identifier
        for prop in properties
        if prop.type == "POINTER"
        and prop.identifier not in _SETTINGS
        and isinstance(prop.fixed_type, bpy.types.PropertyGroup)
        and belongs_to(type(getattr(scene, prop.identifier)).__module__, add_on)
    )


def _describe_object(target: Object, view_layer: ViewLayer, folder: Path, *, only_light: bool) -> CopiedObject:
    scene: Any = view_layer.id_data
    is_rigid_body = scene.rigidbody_world is not None and target.rigid_body is not None
    is_seen = target.visible_get(view_layer=view_layer)
    matrix: tuple[float, ...] | None = None
    bounds: tuple[float, ...] | None = None
    shape_file, particles = "", ()
    if is_seen or is_rigid_body:  # Blender does not evaluate what is hidden
        evaluated = target.evaluated_get(view_layer.depsgraph)
        row_1, row_2, row_3, row_4 = evaluated.matrix_world
        matrix = (*row_1, *row_2, *row_3, *row_4)
        if is_seen and not _is_lighter(target):  # the picture shows the full mesh, which nothing is known of here
            bounds = bounds_of(evaluated) if target.mode == "OBJECT" else None
            shape_file = simulations.write_shape(target, evaluated, folder)
            particles = simulations.particle_places(evaluated)
    return CopiedObject(
        key=DataKey.of(target),
        holdout=target.holdout_get(view_layer=view_layer),
        indirect_only=only_light or target.indirect_only_get(view_layer=view_layer),
        matrix=matrix,
        bounds=bounds,
        is_rigid_body=is_rigid_body,
        shape_file=shape_file,
        particles=particles,
    )


def _is_lighter(target: Object) -> bool:
    return target.type == "MESH" and target.data is not None and full_mesh_of(target) != target.data


def _own_properties(scene: Scene) -> dict[str, Any]:
    own: dict[str, Any] = {}
    for name, value in scene.items():
        if isinstance(value, bool | int | float | str):
            own[name] = value
        elif hasattr(value, "to_list"):
            own[name] = value.to_list()
    return own


def _missing() -> tuple[DataKey, ...]:
    """Return the keys of the linked data-blocks that are missing from their libraries."""
    return tuple(sorted(DataKey.of(data_block) for data_block in linked_data_blocks() if data_block.is_missing))

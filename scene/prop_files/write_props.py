# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts props beside each other into an empty file, and has Blender write it. Runs in the background Blender."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Vector

from .. import empty_file
from ..errors import FilesGone
from ..measure.bounds import world_bounds
from ..places.pose import pose_at
from ..props.add_prop import add_prop
from ..props.appending import append_meshes
from ..provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bpy.types import Image, Object

    from .orders import PropSource

_GAP = 0.15
"""Between things that stand beside each other, as a part of the wider one's width."""

_EXPORTERS: dict[str, tuple[str, dict[str, Any]]] = {
    ".glb": ("export_scene.gltf", {"export_format": "GLB"}),
    ".gltf": ("export_scene.gltf", {"export_format": "GLTF_SEPARATE"}),
    ".usdc": ("wm.usd_export", {"export_textures": True, "export_textures_mode": "NEW"}),
    ".usdz": ("wm.usd_export", {"export_textures": True, "export_textures_mode": "NEW"}),
    ".fbx": ("export_scene.fbx", {"path_mode": "COPY", "embed_textures": True}),
    ".obj": ("wm.obj_export", {"path_mode": "COPY"}),
    ".stl": ("wm.stl_export", {}),
    ".ply": ("wm.ply_export", {}),
}
"""Kind of file -> Blender's operator, and what it is told; what a version does not know is left out."""


def write_props(sources: Iterable[PropSource], path: Path) -> None:
    """Write props into a file, beside each other along X, the first at the origin.

    :raises PropUnusable: the files of one are gone or unreadable.
    :raises RuntimeError, OSError: Blender cannot write the file.
    """
    empty_file.make()
    edge: float | None = None
    for source in sources:
        objects = _add(source)
        edge = _stand_beside(objects, edge)
    _write(path)


def _add(source: PropSource) -> Sequence[Object]:
    context = bpy.context
    if source.provenance:
        made = Provenance.from_json(source.provenance)
        pose = pose_at(Vector(), size=made.size, scene=context.scene)
        prop = add_prop(
            context,
            prepared_path=source.prepared,
            model_path=source.model,
            provenance=made,
            targets=(),
            size=made.size,
            poses=[pose],
            restore_quads=source.restore_quads,
        )
        return (prop,)
    if source.prepared is None or not source.prepared.is_file():
        raise FilesGone
    objects = append_meshes(source.prepared)
    for each in objects:
        context.scene.collection.objects.link(each)
    return objects


def _stand_beside(objects: Sequence[Object], edge: float | None) -> float:
    """Move things next to what is there, and return how far they reach along X then.

    :param edge: how far the others reach; None for the first, which stays.
    """
    low, high = world_bounds(objects, bpy.context.evaluated_depsgraph_get())
    if edge is None:
        return high.x
    offset = edge + (high.x - low.x) * _GAP - low.x
    for each in objects:
        if each.parent is None:
            each.location.x += offset
    return high.x + offset


def _write(path: Path) -> None:
    kind = path.suffix.lower()
    if kind == ".blend":
        bpy.ops.wm.save_as_mainfile(filepath=str(path), compress=True, check_existing=False)
        return
    if kind == ".obj":
        _unpack(bpy.data.images, path)
    name, told = _EXPORTERS[kind]
    module, _, function = name.partition(".")
    export = getattr(getattr(bpy.ops, module), function)
    known = export.get_rna_type().properties
    export(filepath=str(path), check_existing=False, **{key: value for key, value in told.items() if key in known})


def _unpack(images: Iterable[Image], path: Path) -> None:
    """Put pictures beside a file: the exporter copies no others than those that are files."""
    for number, image in enumerate(images, 1):
        if image.packed_file is not None:
            file = path.with_name(f"{path.stem}_{number}.{'jpg' if image.file_format == 'JPEG' else 'png'}")
            file.write_bytes(image.packed_file.data)
            image.unpack(method="REMOVE")
            image.filepath = str(file)

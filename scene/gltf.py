# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls Blender's glTF importer, whatever version it is, and tells what came. bpy; stands alone."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import bpy

from .errors import ImporterMissing, ModelBroken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bpy.types import ID, Object

_OPTIONS = {
    "import_pack_images": True,
    "merge_vertices": True,
    "import_shading": "NORMALS",
    "import_webp_texture": True,
    "disable_bone_shape": True,
    # The rest is known from 4.5 on.
    "import_scene_as_collection": False,
    "import_scene_extras": False,
    "import_select_created_objects": False,
    "import_unused_materials": False,
    "import_merge_material_slots": True,
}
_KINDS = (
    "objects",
    "meshes",
    "materials",
    "images",
    "textures",
    "node_groups",
    "armatures",
    "actions",
    "cameras",
    "lights",
    "collections",
    "scenes",
    "worlds",
    "curves",
    "shape_keys",
    "texts",
)


def import_glb(path: Path) -> set[Object]:
    """Import a GLB and return its new objects. Where it fails, nothing of it is left.

    :raises ImporterMissing: Blender's own add-on is off, or its Python lacks numpy.
    :raises ModelBroken: the importer refused the file.
    """
    operator = bpy.ops.import_scene.gltf
    try:
        known = operator.get_rna_type().properties  # pyright: ignore[reportCallIssue] - the stubs err
    except KeyError as error:
        raise ImporterMissing from error
    options = {name: value for name, value in _OPTIONS.items() if name in known}
    before = _everything()
    try:
        operator(filepath=str(path), **options)
    except RuntimeError as error:
        remove_new(before)
        if "numpy" in str(error):
            raise ImporterMissing from error
        raise ModelBroken(_last_line(error)) from error
    return {each for each in _everything() - before if isinstance(each, bpy.types.Object)}


def _last_line(error: RuntimeError) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[-1].removeprefix("Error: ") if lines else "the importer refused it").rstrip(".")


@contextmanager
def only_what_is_kept() -> Iterator[set[ID]]:
    """Remove all data-blocks that come into the file inside, except those in the yielded set and what they use."""
    before = _everything()
    kept: set[ID] = set()
    try:
        yield kept
    finally:
        remove_new(before | kept | _used_by(kept))


def _everything() -> set[ID]:
    return {each for kind in _KINDS for each in getattr(bpy.data, kind, ())}


def _used_by(kept: set[ID]) -> set[ID]:
    """What the kept objects are made of: meshes, materials, their pictures and node groups."""
    found: set[ID] = set()
    users = bpy.data.user_map()
    waiting = set(kept)
    while waiting:
        waiting = {used for used, by in users.items() if by & waiting} - found - kept
        found |= waiting
    return found


def remove_new(before: set[ID]) -> None:
    """Remove all data-blocks that are not in ``before``."""
    new = _everything() - before
    if new:
        bpy.data.batch_remove(new)

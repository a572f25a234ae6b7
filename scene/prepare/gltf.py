# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls Blender's glTF importer, whatever its version, and returns what came. The background Blender uses it, too."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

import bpy

from ..errors import ImporterMissing, ModelBroken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bpy.types import ID, Object

_JSON_BYTES = 64 << 20
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
    _refuse_links(path)
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
        if "No module named" in str(error) and "numpy" in str(error):
            raise ImporterMissing from error
        raise ModelBroken(_last_line(error)) from error
    return {data_block for data_block in _everything() - before if isinstance(data_block, bpy.types.Object)}


def _refuse_links(path: Path) -> None:
    """Refuse a model with links to files: the importer would follow them and pack what it finds there.

    Jobs check models for this, too; this is a second check.

    :raises ModelBroken: the model names something outside itself, or cannot be read so far.
    """
    with path.open("rb") as file:
        head = file.read(20)
        text = file.read(min(int.from_bytes(head[12:16], "little"), _JSON_BYTES))
    try:
        root = json.loads(text)
        parts = [*root.get("images", ()), *root.get("buffers", ())]
        links = [part["uri"] for part in parts if "uri" in part]
        outside = any(not link.startswith("data:") for link in links)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ModelBroken("its description cannot be read") from error
    if outside:
        raise ModelBroken("it names a file outside itself")


def _last_line(error: RuntimeError) -> str:
    """Return what the importer says about the file. A "Traceback", which means a crash, is not for the artist."""
    text = str(error)
    if "MemoryError" in text:
        return "it needs more memory than there is"
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("Location:")]
    if not lines or "Traceback" in text:
        return "Blender's importer cannot read it"
    return lines[-1].removeprefix("Error: ").rstrip(".")


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
    return {data_block for kind in _KINDS for data_block in getattr(bpy.data, kind, ())}


def _used_by(kept: set[ID]) -> set[ID]:
    """Return what the kept objects use: meshes, materials, their pictures and node groups."""
    all_used: set[ID] = set()
    users = bpy.data.user_map()
    waiting = set(kept)
    while waiting:
        waiting = {used for used, by in users.items() if by & waiting} - all_used - kept
        all_used |= waiting
    return all_used


def remove_new(before: set[ID]) -> None:
    """Remove all data-blocks that are not in ``before``."""
    new = _everything() - before
    if new:
        bpy.data.batch_remove(new)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls Blender's glTF importer, whatever its version, and returns what came. The background Blender uses it, too."""

from __future__ import annotations

import importlib
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from ...processes.prepare_request import reduced_path
from ..errors import ImporterMissing, ModelBroken, PropUnusable
from .glb_file import GlbFile
from .guard import refuse_harm
from .reduction import number_pictures, only_textures_use, reduce

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bpy.types import ID, Object

_UNKNOWN_EXTENSION = re.compile(r"Extension (\S{1,80}) is not available")
"""What the importer says, in all versions."""
_OPTIONS = {
    "import_pack_images": True,
    "merge_vertices": False,  # it would drop what it takes for double, and leaves the rest cut: see `surface`
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
_LOADED_LATE = ("io.imp.gltf2_io_gltf", "blender.imp.blender_gltf", "blender.imp.gltf2_blender_gltf")
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


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a model."""

    objects: set[Object]
    missing: list[str]
    """What the pictures are for that Blender cannot read, in words."""


class _ExtensionUnknown(ModelBroken):
    """The importer does not know an extension that the file requires."""

    def __init__(self, extension: str) -> None:
        super().__init__(
            f"it needs the glTF extension “{extension}”, which Blender {bpy.app.version_string} cannot read"
        )
        self.extension = extension


def import_glb(path: Path) -> Imported:
    """Import what the default scene of a GLB shows, in the pose of its nodes. Where it fails, nothing of it is left.

    :raises ImporterMissing: Blender's own add-on is off, or its Python lacks numpy.
    :raises ModelBroken: the importer refused the file.
    """
    model = GlbFile.read(path)
    refuse_harm(model.parse())
    before = _everything()
    unneeded: set[str] = set()
    unreadable: set[int] = set()
    numbered = False
    while True:
        root = model.parse()
        missing = reduce(root, unreadable=unreadable, unneeded=unneeded)
        if numbered:
            number_pictures(root)
        try:
            _import_reduced(model, root)
        except _ExtensionUnknown as error:
            if error.extension in unneeded or not only_textures_use(root, error.extension):
                raise
            unneeded.add(error.extension)
            continue
        new = _everything() - before
        failed = [each for each in new if isinstance(each, bpy.types.Image) and not all(each.size)]
        if not failed or unreadable:
            return Imported({each for each in new if isinstance(each, bpy.types.Object)}, missing)
        # Once more to learn which ones they are, and once more without them.
        unreadable = {int(image.name) for image in failed} if numbered else unreadable
        numbered = True
        remove_new(before)


def _import_reduced(model: GlbFile, root: dict[str, Any]) -> None:
    """Import a model with another description: from a copy, unless it is the same."""
    if model.is_plain and root == model.parse():
        _call_importer(model.path)
        return
    copy = reduced_path(model.path)
    try:
        model.write_with(root, copy)
        _call_importer(copy)
    except OSError as error:
        raise PropUnusable("there is no room for a copy of it") from error
    finally:
        with suppress(OSError):
            copy.unlink()


def load_importer() -> None:
    """Load what the importer loads at its first use, as far as this version has it."""
    for name in _LOADED_LATE:
        with suppress(ImportError):
            importlib.import_module(f"io_scene_gltf2.{name}")


def _call_importer(path: Path) -> None:
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
        if unknown := _UNKNOWN_EXTENSION.search(str(error)):
            raise _ExtensionUnknown(unknown[1]) from error
        raise ModelBroken(_last_line(error)) from error


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

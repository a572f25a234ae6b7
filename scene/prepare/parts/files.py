# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports the parts: from one GLB with a node for each, or from a zip with a GLB for each."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .... import disk
from ....processes import part_archive
from ....processes.prepare_request import reduced_path, unpacked_path
from ...errors import ModelBroken, ModelEmpty, PropUnusable
from ...mesh_data import mesh_of
from .. import cleanup, gltf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bpy.types import Object

_MOST = 1_000
"""More than anybody could use; each would be an object in the artist's list."""


@dataclass(slots=True)
class Part:
    """One part: a mesh in coordinates of the file, without a transform."""

    object: Object
    told: tuple[str, ...]
    """What the file calls it, the best first."""


@dataclass(slots=True)
class ImportedParts:
    """What came of the files."""

    parts: list[Part]
    missing: list[str] = field(default_factory=list)
    """What the pictures are for that Blender cannot read, in words."""


def import_parts(path: Path) -> ImportedParts:
    """Import all parts that show something. Parts without a surface are left out.

    :raises PropUnusable: none can be shown.
    """
    imported = ImportedParts([])
    for file, name in _unpacked(path):
        came = gltf.import_glb(file)
        imported.missing += [each for each in came.missing if each not in imported.missing]
        told = {each: _told(each) for each in came.objects if each.type == "MESH"}
        objects = [each for each in cleanup.baked(came.objects) if _has_extent(each)]
        if not name:
            imported.parts += [Part(each, told[each]) for each in objects]
        elif objects:
            inside = told[objects[0]] if len(objects) == 1 else ()
            imported.parts.append(Part(cleanup.join(objects), (name, *inside)))
    if not imported.parts:
        raise ModelEmpty
    if len(imported.parts) > _MOST:
        raise PropUnusable(f"it has {len(imported.parts):,} parts, which is too many")
    return imported


def _unpacked(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each GLB, and its name if it is one of several. It is there until the next one is asked for."""
    if path.suffix != ".zip":
        yield path, ""
        return
    unpacked = unpacked_path(path)
    try:
        with part_archive.reading(path) as archive:
            entries = archive.entries()
            for entry in entries:
                archive.unpack(entry, unpacked)
                yield unpacked, entry.name or "part" if len(entries) > 1 else ""
    except part_archive.ArchiveRefused as error:
        raise ModelBroken(str(error)) from error
    except OSError as error:
        raise PropUnusable("there is no room to unpack it") from error
    finally:
        disk.discard(unpacked)
        disk.discard(reduced_path(unpacked))


def _told(object_: Object) -> tuple[str, ...]:
    """Return what the file calls a mesh: its node, the mesh, and the node above if that has nothing else."""
    above = object_.parent
    is_alone = above is not None and len(above.children) == 1
    return object_.name, mesh_of(object_).name, *([above.name] if above is not None and is_alone else ())


def _has_extent(object_: Object) -> bool:
    """Say whether a mesh covers anything, and can be measured."""
    mesh = mesh_of(object_)
    return 0.0 < sum(face.area for face in mesh.polygons) < math.inf

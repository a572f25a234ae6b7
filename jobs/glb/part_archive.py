# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks whether a zip with the parts of a model may be given to Blender: the archive, and every model in it."""

from dataclasses import dataclass
from pathlib import Path

from ... import disk
from ...api.errors import ModelDamaged, ModelRefused
from ...processes import part_archive
from .check import check_glb
from .limits import GlbLimits, NoSurface, refuse

MOST_PARTS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFacts:
    """What a checked archive holds."""

    parts: int
    """Models that show something."""
    triangles: int


def check_archive(path: Path, *, limits: GlbLimits | None = None) -> ArchiveFacts:
    """Check an archive before anything else touches it. Each model in it is unpacked beside it, one at a time.

    :raises ModelDamaged: it is not as it was sent; another download may be.
    :raises ModelDoubtful: it may be too much for this computer, but not for a process with bounds.
    :raises ModelRefused: nothing may unpack it.
    :raises OSError: no room to unpack.
    """
    limits = limits or GlbLimits()
    unpacked = path.with_name("checked-part.glb")
    facts = []
    try:
        with part_archive.reading(path) as archive:
            entries = archive.entries()
            if len(entries) > MOST_PARTS:
                refuse(f"it has {len(entries):,} parts, which is too many")
            for entry in entries:
                archive.unpack(entry, unpacked)
                try:
                    facts.append(check_glb(unpacked, limits=limits))
                except NoSurface:
                    continue  # the preparation leaves it out
    except part_archive.ArchiveDamaged as error:
        raise ModelDamaged(str(error)) from error
    except part_archive.ArchiveRefused as error:
        raise ModelRefused(str(error)) from error
    finally:
        disk.discard(unpacked)
    triangles, vertices = sum(each.triangles for each in facts), sum(each.vertices for each in facts)
    if not facts:
        raise NoSurface
    if triangles > limits.triangles or vertices > limits.vertices:
        refuse(f"its parts have {triangles:,} triangles together, which is too many")
    return ArchiveFacts(parts=len(facts), triangles=triangles)

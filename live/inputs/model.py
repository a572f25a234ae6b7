# SPDX-License-Identifier: GPL-3.0-or-later
"""A small table as a GLB, to be given new textures."""

from functools import cache

import trimesh

LARGEST_BYTES = 10 * 1024 * 1024
"""What the service is said to take as a model for new textures."""


@cache
def table_model() -> bytes:
    """Return a GLB of a table whose three sides differ: a top and four legs."""
    pieces = [_box((1.6, 0.12, 0.9), (0.0, 0.94, 0.0))]
    pieces += [_box((0.12, 0.88, 0.12), (x, 0.44, z)) for x in (-0.7, 0.7) for z in (-0.35, 0.35)]
    glb: bytes = trimesh.util.concatenate(pieces).export(file_type="glb")
    return glb


def too_large_model() -> bytes:
    """Return the table's GLB with so much behind it that it is larger than the service is said to take."""
    glb = table_model()
    filler = bytes(LARGEST_BYTES)
    size = (len(glb) + 8 + len(filler)).to_bytes(4, "little")
    chunk = len(filler).to_bytes(4, "little") + b"FILL"
    return glb[:8] + size + glb[12:] + chunk + filler


def _box(extents: tuple[float, float, float], place: tuple[float, float, float]) -> trimesh.Trimesh:
    box: trimesh.Trimesh = trimesh.creation.box(extents).subdivide().subdivide()
    box.apply_translation(place)
    return box

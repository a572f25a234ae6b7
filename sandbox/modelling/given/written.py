# SPDX-License-Identifier: GPL-3.0-or-later
"""How results are written: the same way as those of generations. All that this folder needs of that."""

import numpy as np

from ..arrays import Array
from ..files.corners import Corners
from ..files.generations import generation_of
from ..files.glb import write_glb
from ..files.look import PAINTED_PIXELS, Look, looks_of
from ..mesh import Mesh, placed
from ..pictures.look import PictureLayers
from ..preview import as_webp, render
from .jobs import PartsJob, TextureJob

__all__ = ["PAINTED_PIXELS", "Corners", "Look", "glb", "looks_from", "preview", "usual_place"]


def looks_from(color: Array | None, material: str, *, pixels: int) -> dict[str, Look | None]:
    """Return the looks that a word for materials stands for, by their word in a file's name, from a square picture."""
    return {"": None} if color is None else looks_of(PictureLayers(color=color, pixels=pixels), material)


def glb(corners: Corners, look: Look | None, job: TextureJob | PartsJob) -> bytes:
    """Return a file with one mesh, written in one of the service's ways."""
    return write_glb(corners, look, generation_of(job))


def usual_place(points: Array, job: TextureJob | PartsJob) -> Array:
    """Return points where and as large as the service puts them."""
    return placed(points.astype(float), bbox=None, origin=generation_of(job).origin)


def preview(points: Array, faces: Array, uvs: Array, color: Array | None) -> bytes:
    """Return a small picture (webp) of triangles (m x 3) whose points have texture coordinates (n x 2)."""
    quads = faces[:, [0, 1, 2, 2]]  # a triangle is a quad whose last two corners are one
    mesh = Mesh(points=points.astype(float), quads=quads.astype(np.int64), uvs=uvs[quads].astype(float))
    return as_webp(render(mesh, color))

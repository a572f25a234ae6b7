# SPDX-License-Identifier: GPL-3.0-or-later
"""How results are written: the same way as those of generations. All that this folder needs of that."""

import cv2
import numpy as np

from ..arrays import Array
from ..glb_writer import Corners, Look, write_glb
from ..mesh import Mesh, placed
from ..pictures.look import PictureLayers
from ..preview import as_webp, render

PAINTED_PIXELS_LIMIT = 2048
"""Larger textures are painted at this size and scaled up: painting takes its time."""


def looks_of(color: Array | None, material: str, *, pixels: int) -> dict[str, Look | None]:
    """Return the looks that a word for materials stands for, by their word in a file's name, from a square picture."""
    if color is None:
        return {"": None}
    layers = PictureLayers(color=_scaled_up(color, pixels))
    looks: dict[str, Look | None] = {} if material == "Shaded" else {"pbr": layers.pbr()}
    return looks | ({"shaded": layers.shaded()} if material in ("Shaded", "All") else {})


def glb(corners: Corners, look: Look | None, *, seed: int) -> bytes:
    """Return a file with one mesh, written in one of the service's ways."""
    return write_glb(corners, look, with_empty=seed % 2 == 1)


def usual_place(points: Array) -> Array:
    """Return points where and as large as the service puts them."""
    return placed(points.astype(float), bbox=None, on_floor=False)


def preview(points: Array, faces: Array, uvs: Array, color: Array | None) -> bytes:
    """Return a small picture (webp) of triangles (m x 3) whose points have texture coordinates (n x 2)."""
    quads = faces[:, [0, 1, 2, 2]]  # a triangle is a quad whose last two corners are one
    mesh = Mesh(points=points.astype(float), quads=quads.astype(np.int64), uvs=uvs[quads].astype(float))
    return as_webp(render(mesh, color))


def _scaled_up(picture: Array, pixels: int) -> Array:
    """Return a square picture at least this large."""
    if len(picture) >= pixels:
        return picture
    return np.asarray(cv2.resize(picture, (pixels, pixels), interpolation=cv2.INTER_CUBIC))

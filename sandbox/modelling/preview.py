# SPDX-License-Identifier: GPL-3.0-or-later
"""A small picture of a mesh: triangles are drawn from back to front, each pixel then takes the colour of its own."""

import cv2
import numpy as np

from .arrays import Array
from .mesh import Mesh

SIDE = 320
GROUND = 48
_LIGHT = np.array([0.4, 0.7, 0.6]) / 1.005
_SUBPIXEL_BITS = 4


def render(mesh: Mesh, color: Array | None, *, side: int = SIDE, turn: float = 0.55, tilt: float = 0.3) -> Array:
    """Render RGB uint8, side x side, seen from the front a little to the right and above.

    `color` is the base colour.
    """
    view = _rotation(turn, tilt)
    seen = (mesh.points - (mesh.points.min(axis=0) + mesh.points.max(axis=0)) / 2) @ view.T
    reach = np.abs(seen).max() * 1.08
    big = side * 2  # made smaller in the end, so that edges are soft
    on_screen = (seen[:, :2] * [1, -1] / reach + 1) / 2 * (big - 1)
    corners = mesh.triangles()
    triangles = mesh.quads.reshape(-1)[corners]
    nearest = _nearest(on_screen[triangles], seen[triangles, 2].mean(axis=1), big)
    rows, columns = np.nonzero(nearest >= 0)
    hit = nearest[rows, columns]
    share = _shares(on_screen[triangles[hit]], np.stack([columns, rows], axis=1).astype(float))
    lit = np.clip(mesh.point_normals() @ view.T @ _LIGHT, 0, 1) * 0.75 + 0.3
    light = np.einsum("ij,ij->i", lit[triangles[hit]], share)
    uvs = np.einsum("ijk,ij->ik", mesh.uvs.reshape(-1, 2)[corners[hit]], share)
    tone = np.full((len(hit), 3), 200.0) if color is None else _texels(color, uvs)
    picture = np.full((big, big, 3), GROUND, np.uint8)
    picture[rows, columns] = np.clip(tone * light[:, None], 0, 255)
    return cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA)


def as_webp(picture: Array) -> bytes:
    """Encode RGB uint8 as webp bytes."""
    done, data = cv2.imencode(".webp", np.ascontiguousarray(picture[..., ::-1]), [cv2.IMWRITE_WEBP_QUALITY, 80])
    if not done:
        raise ValueError("the preview could not be encoded")
    return data.tobytes()


def _nearest(corners: Array, depths: Array, side: int) -> Array:
    """Return for each pixel the number of the triangle that is seen there, or -1."""
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    front = np.flatnonzero(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0] < 0)  # rows grow downwards
    order = front[np.argsort(depths[front], kind="stable")]
    fixed = np.round(corners * 2**_SUBPIXEL_BITS).astype(np.int32)
    picture = np.full((side, side), -1, np.int32)
    for index in order.tolist():
        cv2.fillConvexPoly(picture, fixed[index], index, shift=_SUBPIXEL_BITS)
    return picture


def _shares(corners: Array, points: Array) -> Array:
    """Return n x 3: how much each corner of its triangle counts at a point, which may lie a little outside of it."""
    first, second, way = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0], points - corners[:, 0]
    whole = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
    b = (way[:, 0] * second[:, 1] - way[:, 1] * second[:, 0]) / whole
    c = (first[:, 0] * way[:, 1] - first[:, 1] * way[:, 0]) / whole
    share = np.stack([1 - b - c, b, c], axis=1).clip(0, 1)
    return np.asarray(share / share.sum(axis=1, keepdims=True))


def _texels(color: Array, uvs: Array) -> Array:
    height, width = color.shape[:2]
    column = (uvs[:, 0] * width).astype(int).clip(0, width - 1)
    row = (uvs[:, 1] * height).astype(int).clip(0, height - 1)
    return color[row, column].astype(float)


def _rotation(turn: float, tilt: float) -> Array:
    around_y = np.array([[np.cos(turn), 0, -np.sin(turn)], [0, 1, 0], [np.sin(turn), 0, np.cos(turn)]])
    around_x = np.array([[1, 0, 0], [0, np.cos(tilt), -np.sin(tilt)], [0, np.sin(tilt), np.cos(tilt)]])
    return around_x @ around_y

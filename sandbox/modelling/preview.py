# SPDX-License-Identifier: GPL-3.0-or-later
"""A small picture of a mesh: triangles are drawn from back to front, each pixel then takes the colour of its own."""

import cv2
import numpy as np

from .arrays import Array
from .mesh import Mesh
from .raster import drawn

SIDE = 320
GROUND = 48
_LIGHT = np.array([0.4, 0.7, 0.6]) / 1.005


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
    found = drawn(on_screen[triangles], _from_back_to_front(on_screen[triangles], seen[triangles, 2]), big)
    lit = np.clip(mesh.point_normals() @ view.T @ _LIGHT, 0, 1) * 0.75 + 0.3
    light = found.places(lit[triangles][..., None])
    uvs = found.places(mesh.uvs.reshape(-1, 2)[corners])
    tone = np.full((len(uvs), 3), 200.0) if color is None else _texels(color, uvs)
    picture = np.full((big, big, 3), GROUND, np.uint8)
    picture[found.rows, found.columns] = np.clip(tone * light, 0, 255)
    return cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA)


def as_webp(picture: Array) -> bytes:
    """Encode RGB uint8 as webp bytes."""
    done, data = cv2.imencode(".webp", np.ascontiguousarray(picture[..., ::-1]), [cv2.IMWRITE_WEBP_QUALITY, 80])
    if not done:
        raise ValueError("the preview could not be encoded")
    return data.tobytes()


def _from_back_to_front(corners: Array, depths: Array) -> list[int]:
    """Return the numbers of the triangles that are seen from their front."""
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    front = np.flatnonzero(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0] < 0)  # rows grow downwards
    order: list[int] = front[np.argsort(depths[front].mean(axis=1), kind="stable")].tolist()
    return order


def _texels(color: Array, uvs: Array) -> Array:
    height, width = color.shape[:2]
    column = (uvs[:, 0] * width).astype(int).clip(0, width - 1)
    row = (uvs[:, 1] * height).astype(int).clip(0, height - 1)
    return color[row, column].astype(float)


def _rotation(turn: float, tilt: float) -> Array:
    around_y = np.array([[np.cos(turn), 0, -np.sin(turn)], [0, 1, 0], [np.sin(turn), 0, np.cos(turn)]])
    around_x = np.array([[1, 0, 0], [0, np.cos(tilt), -np.sin(tilt)], [0, np.sin(tilt), np.cos(tilt)]])
    return around_x @ around_y

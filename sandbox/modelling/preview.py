# SPDX-License-Identifier: GPL-3.0-or-later
"""A small picture of a mesh: its surface is sampled densely and the samples are drawn from back to front."""

import cv2
import numpy as np

from .arrays import Array
from .mesh import Mesh

SIDE = 320
SAMPLES = 300_000
GROUND = 48


def render(mesh: Mesh, color: Array | None, *, side: int = SIDE, turn: float = 0.55, tilt: float = 0.3) -> Array:
    """Render RGB uint8, side x side, seen from the front a little to the right and above.

    `color` is the base colour.
    """
    points, normals, uvs = _samples(mesh)
    points = points - (mesh.points.min(axis=0) + mesh.points.max(axis=0)) / 2
    view = _rotation(turn, tilt)
    seen, normals = points @ view.T, normals @ view.T
    front = normals[:, 2] > 0
    seen, normals, uvs = seen[front], normals[front], uvs[front]
    light = np.clip(normals @ (np.array([0.4, 0.7, 0.6]) / 1.005), 0, 1) * 0.75 + 0.3
    tone = np.full((len(seen), 3), 200.0) if color is None else _texels(color, uvs)
    shade = np.clip(tone * light[:, None], 0, 255).astype(np.uint8)
    reach = np.abs(seen).max() * 1.08
    place = ((seen[:, :2] * [1, -1] / reach + 1) / 2 * (side - 1) * 2).astype(int).clip(0, side * 2 - 3)
    order = np.argsort(seen[:, 2], kind="stable")
    picture = np.full((side * 2, side * 2, 3), GROUND, np.uint8)
    place, shade = place[order], shade[order]
    depth = np.arange(len(order))
    nearest = np.full((side * 2, side * 2), -1)
    for down, right in np.ndindex(3, 3):  # a sample is three by three, so that no gaps stay
        np.maximum.at(nearest, (place[:, 1] + down, place[:, 0] + right), depth)
    picture[nearest >= 0] = shade[nearest[nearest >= 0]]
    return cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA)


def as_webp(picture: Array) -> bytes:
    """Encode RGB uint8 as webp bytes."""
    done, data = cv2.imencode(".webp", np.ascontiguousarray(picture[..., ::-1]), [cv2.IMWRITE_WEBP_QUALITY, 80])
    if not done:
        raise ValueError("the preview could not be encoded")
    return data.tobytes()


def _samples(mesh: Mesh) -> tuple[Array, Array, Array]:
    chance = np.random.default_rng(1)
    a, b, c, d = (mesh.points[mesh.quads[:, i]] for i in range(4))
    area = np.linalg.norm(np.cross(c - a, d - b), axis=1)
    quad = np.searchsorted(np.cumsum(area) / area.sum(), (np.arange(SAMPLES) + chance.random(SAMPLES)) / SAMPLES)
    quad = quad.clip(0, len(mesh.quads) - 1)
    s, t = chance.random((2, SAMPLES))
    weights = np.stack([(1 - s) * (1 - t), s * (1 - t), s * t, (1 - s) * t], axis=1)
    corners = mesh.quads[quad]
    mix = weights[:, :, None]
    points = (mesh.points[corners] * mix).sum(axis=1)
    normals = (mesh.point_normals()[corners] * mix).sum(axis=1)
    return points, normals, (mesh.uvs[quad] * mix).sum(axis=1)


def _texels(color: Array, uvs: Array) -> Array:
    height, width = color.shape[:2]
    column = (uvs[:, 0] * width).astype(int).clip(0, width - 1)
    row = (uvs[:, 1] * height).astype(int).clip(0, height - 1)
    return color[row, column].astype(float)


def _rotation(turn: float, tilt: float) -> Array:
    around_y = np.array([[np.cos(turn), 0, -np.sin(turn)], [0, 1, 0], [np.sin(turn), 0, np.cos(turn)]])
    around_x = np.array([[1, 0, 0], [0, np.cos(tilt), -np.sin(tilt)], [0, np.sin(tilt), np.cos(tilt)]])
    return around_x @ around_y

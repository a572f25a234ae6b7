# SPDX-License-Identifier: GPL-3.0-or-later
"""Inflates a silhouette to a solid: round at the rim, full in the middle, with the picture's relief on it."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from ..arrays import Array
from ..mesh import Mesh
from .atlas import Atlas
from .cutout import Cutout
from .sheet import Sheet, make_sheet, sample, signed_distance
from .views import Profile, Views

BANDS = 64
DEPTH = 0.72
"""Thickness of a round part relative to its width."""


def roundness(distance: Array) -> tuple[Array, Array]:
    """Return for each pixel inside the half-width of the part it belongs to, and how far in it is (0 rim, 1 middle).

    Solves a Poisson equation: for a strip of half-width w its solution is w² minus the distance to the middle squared.
    """
    inside = distance > 0
    field = _poisson(inside)
    down, right = np.gradient(field)
    steep = np.hypot(down, right) / 2
    half_width = np.sqrt(np.maximum(field, 0) + steep**2)
    weight = cv2.GaussianBlur(inside.astype(np.float32), (0, 0), 3.0)
    smooth = cv2.GaussianBlur(np.where(inside, half_width, 0).astype(np.float32), (0, 0), 3.0) / np.maximum(
        weight, 1e-3
    )
    half_width = np.maximum(smooth, 1.0)
    depth_in = np.clip(1.0 - steep / half_width, 0, 1)
    by_distance = np.clip(distance / half_width, 0, 1)
    trust = np.clip((distance - 1.0) / 4.0, 0, 1)
    return half_width.astype(np.float32), (by_distance * (1 - trust) + depth_in * trust).astype(np.float32)


def _poisson(inside: Array) -> Array:
    """Find, coarse to fine, the field whose Laplacian is -2 inside and which is 0 outside."""
    if min(inside.shape) > 24:
        half = cv2.resize(inside.astype(np.float32), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) > 0.5
        field = cv2.resize(4 * _poisson(half), inside.shape[::-1], interpolation=cv2.INTER_LINEAR)
    else:
        field = np.zeros(inside.shape, np.float32)
    field = field.astype(np.float32) * inside
    kernel = np.array([[0, 0.25, 0], [0.25, 0, 0.25], [0, 0.25, 0]], np.float32)
    inner = inside.astype(np.float32)
    for _ in range(60):
        field = (cv2.filter2D(field, -1, kernel, borderType=cv2.BORDER_CONSTANT) + 0.5) * inner
    return field


def relief(cutout: Cutout) -> Array:
    """Return bumps from -1 to 1 that follow the picture's light and dark."""
    gray = cv2.cvtColor(cutout.color, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255.0
    size = max(gray.shape)
    band = cv2.GaussianBlur(gray, (0, 0), size / 220) - cv2.GaussianBlur(gray, (0, 0), size / 22)
    return np.tanh(band * 4.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflated:
    """A closed mesh, in the pixels of the front's picture, and the layout of its texture."""

    mesh: Mesh
    atlas: Atlas


def inflate(views: Views, *, quads: int, texture_pixels: int) -> Inflated:
    """Return a mesh of about this many quads."""
    cutout = views.front
    distance = signed_distance(cutout.mask)
    area = float((distance > 0).sum())
    cell = float(np.sqrt(2 * area / quads))
    atlas = Atlas.for_quads(cutout.mask.shape, quad_pixels=cell, texture_pixels=texture_pixels)
    sheet = make_sheet(distance, cell=cell)
    half_width, depth_in = roundness(distance)
    slope = np.stack(np.gradient(distance)[::-1], axis=-1).astype(np.float32)
    flat = sheet.points
    width, inward = sample(half_width, flat), np.where(sheet.rim, 0.0, sample(depth_in, flat))
    angle = inward * np.pi / 2
    outward = -sample(slope, flat)
    outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-6)
    shift = np.minimum((inward - (1 - np.cos(angle))) * width, np.maximum(sample(distance, flat), 0) * 0.9)
    plane = flat + outward * np.where(sheet.rim, 0.0, shift)[:, None]
    height = DEPTH * width * np.sin(angle)
    bumps = 0.07 * width.mean() * sample(relief(cutout), plane) * np.sin(angle) ** 2
    mesh = _closed(sheet, plane, height + bumps, -0.85 * height + 0.3 * bumps, flat, atlas)
    if views.profile is not None:
        mesh = replace(mesh, points=_fitted(mesh.points, views.profile))
    return Inflated(mesh=replace(mesh, points=_turned(mesh.points, views.quarter_turns)), atlas=atlas)


def _turned(points: Array, quarters: int) -> Array:
    """Turn the front from +Z to +X, to -Z and so on."""
    for _ in range(quarters):
        points = np.stack([points[:, 2], points[:, 1], -points[:, 0]], axis=1)
    return points


def _fitted(points: Array, profile: Profile) -> Array:
    """Give each height the depth that a picture of the side shows there."""
    high, tall = points[:, 1].max(), np.ptp(points[:, 1])
    row = np.clip((high - points[:, 1]) / tall, 0, 1) * (len(profile.front) - 1)
    band = (row / len(profile.front) * BANDS).astype(int)
    z, result = points[:, 2], points.copy()
    front, back = (tall * np.interp(row, np.arange(len(edge)), edge) for edge in (profile.front, profile.back))
    middle, half = (front + back) / 2, (front - back) / 2
    for sign in (1, -1):
        deepest = np.zeros(BANDS)
        np.maximum.at(deepest, band, sign * z)
        wide = np.convolve(np.pad(deepest, 2, mode="edge"), np.ones(5) / 5, mode="valid")
        reach = np.interp(row / len(profile.front) * BANDS - 0.5, np.arange(BANDS), wide)
        result[:, 2] = np.where(sign * z > 0, np.clip(z / np.maximum(reach, 1e-6), -1, 1) * half, result[:, 2])
    result[:, 2] += middle
    return result


def _closed(sheet: Sheet, plane: Array, front: Array, back: Array, flat: Array, atlas: Atlas) -> Mesh:
    """Make a mesh of two sheets that share their rim."""
    count = len(plane)
    inner = np.flatnonzero(~sheet.rim)
    behind = np.arange(count)
    behind[inner] = count + np.arange(len(inner))
    x, y = plane[:, 0], -plane[:, 1]
    points = np.concatenate(
        [
            np.stack([x, y, np.where(sheet.rim, 0.0, front)], axis=1),
            np.stack([x[inner], y[inner], back[inner]], axis=1),
        ]
    )
    quads = np.concatenate([sheet.quads, behind[sheet.quads[:, ::-1]]])
    place = 0.7 * plane + 0.3 * flat
    unit_place = np.clip(place / np.array(atlas.shape[::-1], float), 0, 1)
    corners = np.concatenate([unit_place[sheet.quads], unit_place[sheet.quads[:, ::-1]]])
    uvs = atlas.uvs(corners, behind=np.repeat([0.0, 1.0], len(sheet.quads)))
    return Mesh(points=points, quads=quads, uvs=uvs)

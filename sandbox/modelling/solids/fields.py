# SPDX-License-Identifier: GPL-3.0-or-later
"""Distance fields: functions from n x 3 points to n distances, negative inside. Y is up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Array

Field = Callable[[Array], Array]
Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One field and what it is made of."""

    field: Field
    material: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Solid:
    """Parts grown together. `blend` rounds the places where they meet; `reach` is the half-size of its box."""

    parts: tuple[Part, ...]
    low: Vector
    high: Vector
    blend: float = 0.01

    def distance(self, points: Array) -> Array:
        """Return the distance to the whole."""
        result = self.parts[0].field(points)
        for part in self.parts[1:]:
            result = smooth_least(result, part.field(points), self.blend)
        return result

    def nearest_part(self, points: Array) -> Array:
        """Return for each point the number of the part it belongs to."""
        return np.argmin(np.stack([part.field(points) for part in self.parts]), axis=0)


def smooth_least(a: Array, b: Array, blend: float) -> Array:
    """Return the smaller one, rounded where they are alike."""
    if blend <= 0:
        return np.minimum(a, b)
    mix = np.clip(0.5 + 0.5 * (b - a) / blend, 0, 1)
    return b + (a - b) * mix - blend * mix * (1 - mix)


def box(center: Vector, half: Vector, *, rounding: float = 0.02) -> Field:
    """Return a box with rounded edges; `half` are half its sides."""
    middle, inner = np.array(center), np.maximum(np.array(half) - rounding, 1e-4)

    def field(points: Array) -> Array:
        off = np.abs(points - middle) - inner
        outside = np.linalg.norm(np.maximum(off, 0), axis=1)
        return outside + np.minimum(off.max(axis=1), 0) - rounding

    return field


def ellipsoid(center: Vector, radii: Vector) -> Field:
    """Return an ellipsoid (its distances are nearly right)."""
    middle, sizes = np.array(center), np.array(radii)

    def field(points: Array) -> Array:
        off = points - middle
        near, steep = np.linalg.norm(off / sizes, axis=1), np.linalg.norm(off / sizes**2, axis=1)
        return near * (near - 1.0) / np.maximum(steep, 1e-6)

    return field


def rod(start: Vector, end: Vector, radius: float, end_radius: float | None = None) -> Field:
    """Return a round stick from one point to another, perhaps tapering."""
    a, b = np.array(start), np.array(end)
    way = b - a
    last = radius if end_radius is None else end_radius

    def field(points: Array) -> Array:
        along = np.clip((points - a) @ way / (way @ way), 0, 1)
        return np.linalg.norm(points - a - along[:, None] * way, axis=1) - (radius + (last - radius) * along)

    return field


def ring(center: Vector, radius: float, thickness: float, *, axis: int = 1) -> Field:
    """Return a torus around an axis (0, 1, 2 for x, y, z)."""
    middle = np.array(center)
    others = [i for i in range(3) if i != axis]

    def field(points: Array) -> Array:
        off = points - middle
        around = np.linalg.norm(off[:, others], axis=1) - radius
        return np.hypot(around, off[:, axis]) - thickness

    return field


def lathe(profile: Sequence[tuple[float, float]], *, center: Vector = (0, 0, 0), rounding: float = 0.015) -> Field:
    """Return a profile of (radius, height) turned around the vertical axis and closed along it."""
    middle = np.array(center)
    outline = np.array([(0.0, profile[0][1]), *profile, (0.0, profile[-1][1])])
    inside = polygon(outline, open_ended=True)

    def field(points: Array) -> Array:
        off = points - middle
        return inside(np.stack([np.hypot(off[:, 0], off[:, 2]), off[:, 1]], axis=1)) - rounding

    return field


def polygon(corners: Array, *, open_ended: bool = False) -> Field:
    """Return the signed distance to a closed polygon in the plane (n x 2 points).

    :param open_ended: the last side closes it but is not part of its outline.
    """
    sides = [(a, b) for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True) if not np.allclose(a, b)]

    def field(points: Array) -> Array:
        best = np.full(len(points), np.inf)
        odd = np.zeros(len(points), bool)
        x, y = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
        for number, (a, b) in enumerate(sides):
            way, off_x, off_y = b - a, x - a[0], y - a[1]
            if not (open_ended and number == len(sides) - 1):
                along = np.clip((off_x * way[0] + off_y * way[1]) / (way @ way), 0, 1)
                best = np.minimum(best, (off_x - along * way[0]) ** 2 + (off_y - along * way[1]) ** 2)
            if way[1]:
                odd ^= ((a[1] > y) != (b[1] > y)) & (off_x < off_y * (way[0] / way[1]))
        return np.sqrt(best) * np.where(odd, -1, 1)

    return field


def extruded(corners: Sequence[tuple[float, float]], half_depth: float, *, rounding: float = 0.01) -> Field:
    """Return a polygon in x and y with thickness along z."""
    flat = polygon(np.array(corners, float))

    def field(points: Array) -> Array:
        off = np.stack([flat(points[:, :2]) + rounding, np.abs(points[:, 2]) - half_depth + rounding], axis=1)
        return np.minimum(off.max(axis=1), 0) + np.linalg.norm(np.maximum(off, 0), axis=1) - rounding

    return field


def without(solid: Field, hole: Field) -> Field:
    """Return the first one minus the second."""
    return lambda points: np.maximum(solid(points), -hole(points))


def together(*fields: Field, blend: float = 0.0) -> Field:
    """Join all of them as one."""

    def field(points: Array) -> Array:
        result = fields[0](points)
        for other in fields[1:]:
            result = smooth_least(result, other(points), blend)
        return result

    return field


def lumpy(solid: Field, *, height: float, size: float, seed: int) -> Field:
    """Put bumps of a height and size all over it."""
    chance = np.random.default_rng(seed)
    waves = chance.normal(size=(9, 3)) / size * 2
    phases, weights = chance.uniform(0, 6.28, 9), chance.uniform(0.4, 1.0, 9)

    def field(points: Array) -> Array:
        bumps = (np.sin(points @ waves.T + phases) * weights).sum(axis=1) / weights.sum() * 2
        return solid(points) - height * bumps

    return field


def turned(solid: Field, degrees: float, *, axis: int) -> Field:
    """Turn it around an axis through the origin."""
    angle = np.radians(degrees)
    a, b = [i for i in range(3) if i != axis]

    def field(points: Array) -> Array:
        moved = points.copy()
        moved[:, a] = np.cos(angle) * points[:, a] + np.sin(angle) * points[:, b]
        moved[:, b] = -np.sin(angle) * points[:, a] + np.cos(angle) * points[:, b]
        return solid(moved)

    return field


def common(*fields: Field) -> Field:
    """Keep only what is in all of them."""
    return lambda points: np.max([field(points) for field in fields], axis=0)


def moved(solid: Field, offset: Vector) -> Field:
    """Move it by an offset."""
    return lambda points: solid(points - np.array(offset))


def grown(solid: Field, by: float) -> Field:
    """Make it thicker all over."""
    return lambda points: solid(points) - by

# SPDX-License-Identifier: GPL-3.0-or-later
"""Ornaments, for words that nobody knows. Standing on y = 0."""

import numpy as np

from ..arrays import Array, Chance
from .fields import Field, Part, Solid, ellipsoid, lathe, ring, rod, together
from .vessels import round_solid, smooth_profile


def curio(chance: Chance) -> Solid:
    """Build one of three kinds of ornament, for words that nobody knows."""
    return (_urn, _idol, _spire)[chance.integers(3)](chance)


def _urn(chance: Chance) -> Solid:
    """Build a turned body whose cross-section is lobed."""
    radii = chance.uniform(0.16, 0.48, 5)
    heights = np.linspace(0.02, 1.1, 5)
    profile = smooth_profile([(float(r), float(y)) for r, y in zip(radii, heights, strict=True)])
    body = lathe(profile, rounding=0.03)
    lobes, depth, twist = int(chance.integers(3, 9)), chance.uniform(0.02, 0.07), chance.uniform(-2.5, 2.5)

    def waved(points: Array) -> Array:
        turn = np.arctan2(points[:, 2], points[:, 0]) * lobes + twist * points[:, 1] * 3
        return (body(points) + depth * (0.5 + 0.5 * np.cos(turn))) * 0.75

    foot = float(radii[0])
    base = lathe([(foot + 0.06, 0.01), (foot + 0.06, 0.05), (foot, 0.09)])
    top = together(ellipsoid((0, 1.2, 0), (0.09, 0.12, 0.09)), rod((0, 1.0, 0), (0, 1.2, 0), 0.04))
    metal = Part(field=together(base, top), material="gold")
    return round_solid(0.55, 1.34, Part(field=waved, material="ceramic"), metal)


def _idol(chance: Chance) -> Solid:
    """Build a figure of grown-together lumps, mirrored left and right, on a plinth."""
    lumps: list[Field] = [ellipsoid((0, 0.55, 0), (0.24, 0.36, 0.2))]
    for _ in range(int(chance.integers(3, 6))):
        x, y, z = chance.uniform([0.05, 0.3, -0.12], [0.32, 1.05, 0.2])
        size = tuple(chance.uniform(0.08, 0.2, 3))
        lumps += [ellipsoid((side * x, y, z), size) for side in (-1, 1)]
        lumps += [rod((0, 0.6, 0), (side * x, y, z), 0.09, 0.06) for side in (-1, 1)]
    head = together(ellipsoid((0, 1.08, 0.02), (0.18, 0.2, 0.18)), rod((0, 0.8, 0), (0, 1.1, 0), 0.1))
    eyes = [ellipsoid((side * 0.07, 1.12, 0.17), (0.035, 0.04, 0.03)) for side in (-1, 1)]
    body = together(*lumps, head, blend=0.08)
    plinth = lathe([(0.36, 0.01), (0.36, 0.08), (0.3, 0.12), (0.28, 0.22)])
    return round_solid(
        0.58,
        1.42,
        Part(field=body, material=str(chance.choice(["stone", "ceramic", "wood", "gold"]))),
        Part(field=together(*eyes), material="glow"),
        Part(field=plinth, material="stone"),
    )


def _spire(chance: Chance) -> Solid:
    """Stack rings and drums to a point."""
    y, wide, parts, bands = 0.02, chance.uniform(0.34, 0.46), [], []
    while y < 1.1:
        tall, next_wide = chance.uniform(0.08, 0.3), wide * chance.uniform(0.68, 1.0)
        parts.append(lathe([(wide, y), (next_wide, y + tall)]))
        bands.append(ring((0, y + tall, 0), next_wide, chance.uniform(0.02, 0.04)))
        y, wide = y + tall, max(0.08, next_wide)
    tip = lathe([(wide, y), (0.03, y + 0.3)])
    material = str(chance.choice(["stone", "ceramic", "wood", "metal"]))
    body = Part(field=together(*parts, tip), material=material)
    return round_solid(0.5, y + 0.34, body, Part(field=together(*bands), material="gold"))

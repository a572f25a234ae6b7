# SPDX-License-Identifier: GPL-3.0-or-later
"""Things of nature and adventure. Standing on y = 0."""

import numpy as np

from ..arrays import Array, Chance
from .fields import (
    Field,
    Part,
    Solid,
    box,
    common,
    ellipsoid,
    extruded,
    grown,
    lathe,
    lumpy,
    moved,
    ring,
    rod,
    together,
    turned,
    without,
)
from .vessels import round_solid, smooth_profile


def crate(chance: Chance) -> Solid:
    """Build boards in a frame, with braces."""
    half, height = chance.uniform([0.4, 0.7], [0.5, 0.9])
    core = box((0, height / 2, 0), (half - 0.03, height / 2 - 0.03, half - 0.03), rounding=0.005)
    frame: list[Field] = []
    for a in (-1, 1):
        for b in (-1, 1):
            frame.append(
                box((a * (half - 0.03), height / 2, b * (half - 0.03)), (0.04, height / 2, 0.04), rounding=0.008)
            )
            for y in (0.04, height - 0.04):
                frame.append(box((0, y, b * (half - 0.03)), (half, 0.04, 0.04), rounding=0.008))
                frame.append(box((b * (half - 0.03), y, 0), (0.04, 0.04, half), rounding=0.008))
    lean = float(np.degrees(np.arctan2(height, 2 * half)))
    brace = turned(box((0, 0, 0), (half * 1.2, 0.035, half - 0.012), rounding=0.008), lean, axis=2)
    inside = box((0, height / 2, 0), (half - 0.01, height / 2 - 0.01, half), rounding=0.005)
    braces = common(moved(brace, (0, height / 2, 0)), inside)
    return Solid(
        parts=(Part(field=core, material="planks"), Part(field=together(*frame, braces), material="wood")),
        low=(-half - 0.06, -0.02, -half - 0.06),
        high=(half + 0.06, height + 0.06, half + 0.06),
        blend=0.002,
    )


def chest(chance: Chance) -> Solid:
    """Build a treasure chest with a round lid and iron bands."""
    half, depth, height = chance.uniform([0.45, 0.28, 0.32], [0.6, 0.34, 0.42])
    barrel = turned(lathe([(depth, -half + 0.02), (depth, half - 0.02)], rounding=0.015), 90, axis=2)
    upper = box((0, height + 1.01, 0), (2, 1, 2))
    lid = common(moved(barrel, (0, height, 0)), upper)
    body = box((0, height / 2, 0), (half, height / 2, depth), rounding=0.02)
    bands = together(*(box((x * half * 0.7, 0.5, 0), (0.045, 2, 2)) for x in (-1, 0, 1)))
    iron = common(grown(together(body, lid), 0.02), bands)
    lock = box((0, height, depth + 0.02), (0.06, 0.08, 0.03), rounding=0.015)
    return Solid(
        parts=(
            Part(field=together(body, lid), material="wood"),
            Part(field=iron, material="metal"),
            Part(field=lock, material="gold"),
        ),
        low=(-half - 0.06, -0.02, -depth - 0.06),
        high=(half + 0.06, height + depth + 0.06, depth + 0.12),
        blend=0.002,
    )


def rock(chance: Chance) -> Solid:
    """Build a boulder with flat places."""
    sizes = chance.uniform(0.32, 0.5, 3)
    stone = ellipsoid((0, sizes[1], 0), tuple(sizes))
    stone = lumpy(stone, height=0.05, size=0.5, seed=int(chance.integers(1 << 30)))
    stone = lumpy(stone, height=0.012, size=0.11, seed=int(chance.integers(1 << 30)))
    planes = [(chance.normal(size=3), chance.uniform(0.7, 0.95)) for _ in range(9)]

    def field(points: Array) -> Array:
        result = stone(points)
        for normal, share in planes:
            way = normal / np.linalg.norm(normal)
            result = np.maximum(result, (points - [0, sizes[1], 0]) @ way - share * np.linalg.norm(sizes * way))
        return result

    edge = float(sizes.max()) + 0.15
    return Solid(parts=(Part(field=field, material="stone"),), low=(-edge, -0.2, -edge), high=(edge, edge * 2, edge))


def tree(chance: Chance) -> Solid:
    """Build a fir or a round-headed tree."""
    trunk = [rod((0, 0, 0), (chance.uniform(-0.04, 0.04), 0.8, 0), 0.075, 0.045), lathe([(0.13, 0.01), (0.07, 0.12)])]
    if chance.random() < 0.4:
        layers = int(chance.integers(3, 6))
        crown = []
        for index in range(layers):
            low, wide = 0.3 + index * 0.9 / layers, 0.42 * (1 - index / (layers + 0.6))
            crown.append(lathe([(wide, low), (wide * 0.75, low + 0.04), (0.03, low + 1.5 / layers)], rounding=0.02))
        leaves, top = together(*crown), 0.3 + 0.9 * (layers - 1) / layers + 1.5 / layers
    else:
        balls = []
        for _ in range(8):
            x, z = chance.uniform(-0.26, 0.26, 2)
            y, r = chance.uniform(0.75, 1.15), chance.uniform(0.16, 0.27)
            balls.append(ellipsoid((x, y, z), (r, r * 0.9, r)))
            trunk.append(rod((0, 0.55, 0), (x * 0.8, y - 0.05, z * 0.8), 0.04, 0.02))
        leaves, top = together(*balls, blend=0.08), 1.4
    leaves = lumpy(leaves, height=0.022, size=0.16, seed=int(chance.integers(1 << 30)))
    return Solid(
        parts=(Part(field=together(*trunk, blend=0.04), material="bark"), Part(field=leaves, material="leaves")),
        low=(-0.6, -0.02, -0.6),
        high=(0.6, top + 0.12, 0.6),
    )


def sword(chance: Chance) -> Solid:
    """Build a blade with a guard, a grip and a pommel, point up."""
    wide, guard, end = chance.uniform([0.045, 0.14, 1.15], [0.06, 0.22, 1.4])
    outline = [(-wide, 0.32), (wide, 0.32), (wide * 0.8, end - 0.15), (0.0, end), (-wide * 0.8, end - 0.15)]
    flat = extruded(outline, 0.03, rounding=0.012)

    def ground(points: Array) -> Array:
        edge = 0.028 * (1 - np.abs(points[:, 0]) / (wide * 1.15))
        return (np.abs(points[:, 2]) - edge) * 0.8

    blade = common(flat, ground)
    hilt = [box((0, 0.31, 0), (guard, 0.026, 0.035), rounding=0.02), ellipsoid((0, 0.035, 0), (0.05, 0.05, 0.045))]
    hilt += [ellipsoid((x * guard, 0.31, 0), (0.036, 0.036, 0.036)) for x in (-1, 1)]
    grip = together(rod((0, 0.07, 0), (0, 0.29, 0), 0.03), *(ring((0, y, 0), 0.029, 0.008) for y in (0.12, 0.17, 0.22)))
    return Solid(
        parts=(
            Part(field=blade, material="steel"),
            Part(field=together(*hilt), material="gold"),
            Part(field=grip, material="leather"),
        ),
        low=(-guard - 0.07, -0.04, -0.1),
        high=(guard + 0.07, end + 0.04, 0.1),
        blend=0.004,
    )


def book(chance: Chance) -> Solid:
    """Build a book, lying and closed."""
    half, depth, thick = chance.uniform([0.3, 0.4, 0.06], [0.4, 0.52, 0.11])
    cover = [box((0, y, 0), (half, 0.014, depth), rounding=0.01) for y in (0.015, 2 * thick + 0.015)]
    cover.append(box((-half + 0.01, thick + 0.015, 0), (0.018, thick + 0.012, depth), rounding=0.012))
    pages = box((-0.01, thick + 0.015, 0), (half - 0.025, thick, depth - 0.025), rounding=0.006)
    return Solid(
        parts=(Part(field=together(*cover), material="leather"), Part(field=pages, material="paper")),
        low=(-half - 0.05, -0.02, -depth - 0.05),
        high=(half + 0.05, 2 * thick + 0.08, depth + 0.05),
        blend=0.002,
    )


def mushroom(chance: Chance) -> Solid:
    """Build a stalk and a spotted hat."""
    radius, height = chance.uniform([0.26, 0.45], [0.4, 0.65])
    stalk = lathe(smooth_profile([(0.13, 0.01), (0.075, height * 0.5), (0.09, height)]))
    hat = without(ellipsoid((0, height, 0), (radius, radius * 0.75, radius)), box((0, height - 0.5, 0), (1, 0.46, 1)))
    spots = []
    for index in range(14):
        around, up = index * 2.4, 0.15 + 0.8 * ((index * 0.618) % 1)
        out = np.sqrt(1 - up**2)
        place = (radius * out * np.cos(around), height + radius * 0.75 * up, radius * out * np.sin(around))
        spots.append(ellipsoid(place, (0.045, 0.035, 0.045)))
    return round_solid(
        radius,
        height + radius * 0.75 + 0.03,
        Part(field=hat, material="hat"),
        Part(field=stalk, material="wax"),
        Part(field=together(*spots), material="paper"),
    )


def pillar(chance: Chance) -> Solid:
    """Build a column with a base and a capital, fluted."""
    radius, height = chance.uniform([0.14, 1.2], [0.18, 1.6])
    shaft = lathe([(radius, 0.12), (radius * 0.85, height - 0.15)])
    count = int(chance.integers(10, 16))

    def fluted(points: Array) -> Array:
        turn = np.arctan2(points[:, 2], points[:, 0])
        return shaft(points) + 0.012 * (0.5 + 0.5 * np.cos(count * turn))

    ends = [
        box((0, 0.045, 0), (radius + 0.09, 0.045, radius + 0.09)),
        lathe([(radius + 0.06, 0.09), (radius + 0.07, 0.12), (radius + 0.01, 0.16)]),
        lathe([(radius * 0.9, height - 0.17), (radius + 0.06, height - 0.08)]),
        box((0, height - 0.04, 0), (radius + 0.09, 0.045, radius + 0.09)),
    ]
    return round_solid(radius + 0.09, height, Part(field=together(fluted, *ends), material="stone"))


def ball(chance: Chance) -> Solid:
    """Build a ball with a stripe."""
    stripe = ring((0, 0.5, 0), 0.485, 0.035, axis=int(chance.integers(0, 3)))
    ball_ = ellipsoid((0, 0.5, 0), (0.5, 0.5, 0.5))
    return round_solid(0.5, 1.0, Part(field=ball_, material="plastic"), Part(field=stripe, material="paper"))

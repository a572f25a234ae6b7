# SPDX-License-Identifier: GPL-3.0-or-later
"""Furniture, standing on y = 0, about one unit large. Every piece differs with its chance."""

from itertools import pairwise

import numpy as np

from ..arrays import Chance
from .fields import Field, Part, Solid, box, lathe, ring, rod, together


def _legs(half_x: float, half_z: float, top: float, thick: float, *, spread: float = 0.0, round_: bool = True) -> Field:
    legs = []
    for x in (-1, 1):
        for z in (-1, 1):
            foot = (x * (half_x + spread), thick, z * (half_z + spread))
            if round_:
                legs.append(rod(foot, (x * half_x, top, z * half_z), thick * 0.8, thick))
            else:
                legs.append(box((x * half_x, top / 2, z * half_z), (thick, top / 2, thick), rounding=thick * 0.3))
    return together(*legs)


def chair(chance: Chance) -> Solid:
    """Build four legs, a seat and a back of slats or in one piece."""
    half, seat, back = chance.uniform(0.21, 0.25), chance.uniform(0.42, 0.48), chance.uniform(0.85, 1.05)
    square = bool(chance.random() < 0.5)
    leg = _legs(half - 0.03, half - 0.03, seat, 0.026, spread=0.02, round_=not square)
    posts = together(
        *(rod((x * (half - 0.03), seat, -half + 0.03), (x * (half - 0.03), back, -half - 0.02), 0.024) for x in (-1, 1))
    )
    frame = [leg, posts, box((0, back - 0.04, -half - 0.015), (half, 0.045, 0.022))]
    slats = int(chance.integers(0, 5))
    if slats == 0:
        frame.append(box((0, (seat + back) / 2 + 0.03, -half), (half - 0.02, (back - seat) / 2 - 0.06, 0.02)))
    for index in range(slats):
        x = (index + 0.5) / slats * 2 - 1
        frame.append(
            rod((x * (half - 0.05), seat, -half + 0.02), (x * (half - 0.05), back - 0.04, -half - 0.015), 0.017)
        )
    for z in (-1, 1):
        frame.append(
            rod((-half + 0.03, seat * 0.35, z * (half - 0.03)), (half - 0.03, seat * 0.35, z * (half - 0.03)), 0.014)
        )
    cushion = box((0, seat + 0.012, 0.01), (half, 0.032, half), rounding=0.026)
    return Solid(
        parts=(Part(field=together(*frame), material="wood"), Part(field=cushion, material="seat")),
        low=(-half - 0.08, 0, -half - 0.1),
        high=(half + 0.08, back + 0.05, half + 0.08),
    )


def stool(chance: Chance) -> Solid:
    """Build a round seat on three or four legs."""
    height, radius, count = chance.uniform(0.45, 0.75), chance.uniform(0.16, 0.2), int(chance.integers(3, 5))
    legs = []
    for index in range(count):
        x, z = np.cos(index * 2 * np.pi / count + 0.4), np.sin(index * 2 * np.pi / count + 0.4)
        legs.append(
            rod(
                (x * radius * 1.1, 0.02, z * radius * 1.1), (x * radius * 0.65, height, z * radius * 0.65), 0.018, 0.023
            )
        )
    legs.append(ring((0, height * 0.4, 0), radius * 0.92, 0.014))
    seat = lathe([(radius - 0.02, height), (radius, height + 0.02), (radius - 0.015, height + 0.04)], rounding=0.012)
    return Solid(
        parts=(Part(field=together(*legs), material="wood"), Part(field=seat, material="seat")),
        low=(-radius - 0.08, 0, -radius - 0.08),
        high=(radius + 0.08, height + 0.08, radius + 0.08),
    )


def table(chance: Chance) -> Solid:
    """Build a round table on one foot, or one on four legs and a frame."""
    height = chance.uniform(0.7, 0.78)
    if chance.random() < 0.35:
        radius = chance.uniform(0.42, 0.6)
        top = lathe([(radius - 0.01, height - 0.03), (radius, height - 0.015), (radius - 0.01, height)], rounding=0.012)
        foot = lathe(
            [(0.24, 0.01), (0.22, 0.04), (0.06, 0.08), (0.045, 0.3), (0.07, 0.45), (0.045, 0.6), (0.12, height - 0.03)]
        )
        parts, half_x, half_z = [top, foot], radius, radius
    else:
        half_x, half_z = chance.uniform(0.55, 0.85), chance.uniform(0.35, 0.45)
        top = box((0, height - 0.02, 0), (half_x, 0.025, half_z))
        frame = box((0, height - 0.09, 0), (half_x - 0.07, 0.045, half_z - 0.07), rounding=0.01)
        legs = _legs(half_x - 0.07, half_z - 0.07, height - 0.03, 0.034, round_=bool(chance.random() < 0.4))
        parts = [top, frame, legs]
    low, high = (-half_x - 0.05, 0.0, -half_z - 0.05), (half_x + 0.05, height + 0.05, half_z + 0.05)
    return Solid(parts=(Part(field=together(*parts), material="wood"),), low=low, high=high)


def bench(chance: Chance) -> Solid:
    """Build a long seat on two sides, perhaps with a back."""
    half, seat = chance.uniform(0.55, 0.8), 0.45
    wood = [box((0, seat, z), (half, 0.02, 0.055), rounding=0.015) for z in (-0.13, 0, 0.13)]
    top = seat
    if chance.random() < 0.6:
        top = 0.85
        wood += [box((0, y, -0.2 - 0.1 * (y - seat)), (half, 0.05, 0.018), rounding=0.015) for y in (0.62, 0.78)]
    sides = []
    for x in (-half + 0.12, half - 0.12):
        sides += [box((x, seat / 2, z), (0.03, seat / 2, 0.03)) for z in (-0.15, 0.15)]
        sides += [box((x, seat - 0.04, 0), (0.03, 0.025, 0.18)), rod((x, seat, -0.17), (x, top, -0.22), 0.028)]
    return Solid(
        parts=(Part(field=together(*wood), material="wood"), Part(field=together(*sides), material="metal")),
        low=(-half - 0.05, 0, -0.32),
        high=(half + 0.05, top + 0.1, 0.25),
    )


def shelf(chance: Chance) -> Solid:
    """Build a bookcase, with some books."""
    half, height, depth = chance.uniform(0.35, 0.5), chance.uniform(1.2, 1.7), 0.15
    count = int(chance.integers(3, 6))
    boards = [box((x * half, height / 2, 0), (0.022, height / 2, depth), rounding=0.008) for x in (-1, 1)]
    boards += [box((0, height / 2, -depth + 0.012), (half, height / 2, 0.02), rounding=0.006)]
    rows = np.linspace(0.05, height - 0.022, count + 1)
    boards += [box((0, y, 0), (half, 0.02, depth), rounding=0.008) for y in rows]
    books: list[Field] = []
    for y, above in pairwise(rows):
        x = -half + 0.05
        while x < half * chance.uniform(0.2, 0.9):
            thick, tall = chance.uniform(0.018, 0.03), (above - y) * chance.uniform(0.6, 0.82)
            books.append(box((x, y + tall / 2, -0.01), (thick, tall / 2, depth * 0.75), rounding=0.006))
            x += 2 * thick - 0.002
    return Solid(
        parts=(Part(field=together(*boards), material="wood"), Part(field=together(*books), material="books")),
        low=(-half - 0.05, 0, -depth - 0.04),
        high=(half + 0.05, height + 0.04, depth + 0.04),
        blend=0.002,
    )


def cabinet(chance: Chance) -> Solid:
    """Build a chest of drawers."""
    half, height, depth = chance.uniform(0.4, 0.55), chance.uniform(0.7, 1.0), 0.24
    body = [
        box((0, height / 2 + 0.04, 0), (half, height / 2 - 0.04, depth)),
        box((0, height, 0), (half + 0.03, 0.02, depth + 0.03)),
    ]
    body.append(_legs(half - 0.05, depth - 0.05, 0.1, 0.03, round_=False))
    rows, columns = int(chance.integers(2, 5)), int(chance.integers(1, 3))
    knobs = []
    for row in range(rows):
        y = 0.1 + (row + 0.5) * (height - 0.14) / rows
        for column in range(columns):
            x = ((column + 0.5) / columns * 2 - 1) * (half - 0.03)
            body.append(
                box((x, y, depth), (half / columns - 0.035, (height - 0.14) / rows / 2 - 0.015, 0.02), rounding=0.01)
            )
            knobs.append(rod((x, y, depth), (x, y, depth + 0.045), 0.02))
    return Solid(
        parts=(Part(field=together(*body), material="wood"), Part(field=together(*knobs), material="metal")),
        low=(-half - 0.08, 0, -depth - 0.08),
        high=(half + 0.08, height + 0.06, depth + 0.1),
        blend=0.004,
    )


def armchair(chance: Chance) -> Solid:
    """Build a sofa for one."""
    return _cushioned(chance, seats=1)


def sofa(chance: Chance) -> Solid:
    """Build a sofa for two or three, with cushions."""
    return _cushioned(chance, seats=int(chance.integers(2, 4)))


def _cushioned(chance: Chance, *, seats: int) -> Solid:
    half, arm, back = 0.3 * seats + 0.12, chance.uniform(0.52, 0.62), chance.uniform(0.75, 0.9)
    frame = [
        box((0, 0.22, 0), (half, 0.14, 0.4), rounding=0.05),
        box((0, back / 2 + 0.05, -0.34), (half, back / 2 - 0.05, 0.1), rounding=0.07),
        *(box((x * (half - 0.04), arm / 2 + 0.04, 0.02), (0.08, arm / 2 - 0.04, 0.39), rounding=0.06) for x in (-1, 1)),
    ]
    cushions = []
    for index in range(seats):
        x = (index + 0.5 - seats / 2) * 0.6 * (half - 0.13) / (0.3 * seats)
        wide = (half - 0.13) / seats - 0.008
        cushions.append(box((x, 0.42, 0.07), (wide, 0.075, 0.33), rounding=0.06))
        cushions.append(box((x, 0.62, -0.2), (wide, 0.16, 0.08), rounding=0.07))
    feet = _legs(half - 0.1, 0.3, 0.12, 0.03)
    return Solid(
        parts=(
            Part(field=together(*frame, blend=0.02), material="fabric"),
            Part(field=together(*cushions), material="seat"),
            Part(field=feet, material="wood"),
        ),
        low=(-half - 0.1, 0, -0.5),
        high=(half + 0.1, back + 0.08, 0.48),
    )


def bed(chance: Chance) -> Solid:
    """Build a frame with a mattress, a blanket and pillows."""
    half, head = chance.uniform(0.45, 0.8), chance.uniform(0.8, 1.1)
    frame = [
        box((0, 0.25, 0), (half + 0.03, 0.09, 1.0), rounding=0.02),
        box((0, head / 2, -1.0), (half + 0.05, head / 2, 0.04)),
        box((0, 0.26, 1.0), (half + 0.05, 0.24, 0.035)),
    ]
    pillows = [box((x, 0.53, -0.76), (half * 0.42, 0.07, 0.17), rounding=0.065) for x in (-half * 0.48, half * 0.48)]
    blanket = box((0, 0.43, 0.25), (half + 0.01, 0.09, 0.71), rounding=0.07)
    return Solid(
        parts=(
            Part(field=together(*frame), material="wood"),
            Part(field=together(box((0, 0.4, 0), (half, 0.1, 0.94), rounding=0.06), *pillows), material="paper"),
            Part(field=blanket, material="fabric"),
        ),
        low=(-half - 0.12, 0, -1.1),
        high=(half + 0.12, head + 0.05, 1.1),
    )

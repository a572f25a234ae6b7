# SPDX-License-Identifier: GPL-3.0-or-later
"""Turned and round things: vessels, lamps, lights. Standing on y = 0."""

import numpy as np

from ..arrays import Chance
from .fields import Part, Solid, box, ellipsoid, lathe, ring, rod, together, without


def vase(chance: Chance) -> Solid:
    """Build a belly, a neck and a lip."""
    foot, belly, neck, lip = chance.uniform([0.12, 0.22, 0.07, 0.1], [0.18, 0.36, 0.14, 0.2])
    middle = chance.uniform(0.3, 0.6)
    profile = smooth_profile([(foot, 0.015), (belly, middle), (neck, 0.82), (lip, 1.0)])
    inner = [(max(r - 0.035, 0.02), y + 0.04) for r, y in profile]
    body = without(lathe(profile), lathe([*inner, (inner[-1][0], 1.2)], rounding=0.0))
    return round_solid(belly, 1.05, Part(field=body, material="ceramic"))


def bottle(chance: Chance) -> Solid:
    """Build a bottle with a shoulder, a neck and a cork."""
    radius, shoulder, neck = chance.uniform([0.13, 0.5, 0.04], [0.18, 0.62, 0.055])
    body = [
        (radius - 0.02, 0.015),
        (radius, 0.05),
        (radius, shoulder),
        (neck, shoulder + 0.2),
        (neck, 0.95),
        (neck + 0.015, 0.97),
    ]
    label = lathe([(radius + 0.006, 0.16), (radius + 0.006, shoulder * 0.8)], rounding=0.004)
    cork = lathe([(neck - 0.01, 0.97), (neck, 1.04)], rounding=0.008)
    return round_solid(
        radius,
        1.06,
        Part(field=lathe(body), material="glass"),
        Part(field=label, material="paper"),
        Part(field=cork, material="cork"),
    )


def mug(chance: Chance) -> Solid:
    """Build a cup with a handle, and something in it."""
    radius, height = chance.uniform([0.2, 0.42], [0.26, 0.56])
    wall = without(
        lathe([(radius - 0.02, 0.015), (radius, 0.05), (radius, height)]),
        lathe([(radius - 0.045, 0.06), (radius - 0.045, height + 0.2)], rounding=0.0),
    )
    handle = without(
        ring((radius + 0.02, height * 0.52, 0), height * 0.27, 0.032, axis=2),
        lathe([(radius - 0.02, -1), (radius - 0.02, 2)], rounding=0.0),
    )
    drink = lathe([(radius - 0.025, 0.03), (radius - 0.025, height * 0.8)], rounding=0.005)
    return Solid(
        parts=(Part(field=together(wall, handle, blend=0.03), material="ceramic"), Part(field=drink, material="drink")),
        low=(-radius - 0.05, 0, -radius - 0.05),
        high=(radius + height * 0.27 + 0.1, height + 0.05, radius + 0.05),
        blend=0.002,
    )


def bowl(chance: Chance) -> Solid:
    """Build a bowl, sometimes full of fruit."""
    radius, height = chance.uniform([0.3, 0.18], [0.42, 0.3])
    body = without(
        lathe(smooth_profile([(radius * 0.4, 0.015), (radius * 0.85, height * 0.55), (radius, height)])),
        lathe(
            smooth_profile([(radius * 0.3, 0.06), (radius * 0.78, height * 0.6), (radius - 0.04, height + 0.1)]),
            rounding=0.0,
        ),
    )
    parts = [Part(field=body, material="ceramic")]
    if chance.random() < 0.6:
        turns = np.arange(5) * 2.5
        fruit = [ellipsoid((0.17 * np.cos(t), height + 0.02, 0.17 * np.sin(t)), (0.11, 0.11, 0.11)) for t in turns]
        parts.append(
            Part(field=together(*fruit, ellipsoid((0, height + 0.12, 0), (0.11, 0.11, 0.11))), material="fruit")
        )
    return round_solid(radius, height + 0.28, *parts, blend=0.003)


def bucket(chance: Chance) -> Solid:
    """Build a bucket with a wire handle."""
    radius, height = chance.uniform([0.2, 0.4], [0.26, 0.5])
    wall = without(
        lathe([(radius * 0.75, 0.015), (radius, height)]),
        lathe([(radius * 0.7, 0.05), (radius - 0.035, height + 0.1)], rounding=0.0),
    )
    bands = [ring((0, y * height, 0), radius * (0.75 + 0.25 * y) + 0.012, 0.016) for y in (0.2, 0.85)]
    handle = without(ring((0, height, 0), radius, 0.018, axis=2), box((0, -1, 0), (2, 1 + height - 0.02, 2)))
    metal = together(*bands, handle)
    return round_solid(radius, height + radius, Part(field=wall, material="wood"), Part(field=metal, material="metal"))


def barrel(chance: Chance) -> Solid:
    """Build staves with hoops."""
    end, belly, height = chance.uniform([0.24, 0.32, 0.8], [0.29, 0.38, 1.0])
    profile = smooth_profile([(end, 0.02), (belly, height / 2), (end, height - 0.02)])
    body = without(lathe(profile), lathe([(end - 0.04, height - 0.04), (end - 0.04, height + 0.2)], rounding=0.0))
    hoops = [
        lathe(
            [
                (_at(profile, y * height) + 0.014, y * height - 0.03),
                (_at(profile, y * height) + 0.014, y * height + 0.03),
            ],
            rounding=0.008,
        )
        for y in (0.1, 0.32, 0.68, 0.9)
    ]
    return round_solid(belly, height, Part(field=body, material="wood"), Part(field=together(*hoops), material="metal"))


def lamp(chance: Chance) -> Solid:
    """Build a foot, a stem and a shade."""
    height, shade, top = chance.uniform([0.9, 0.22, 0.12], [1.3, 0.3, 0.2])
    stem = lathe([(0.17, 0.015), (0.16, 0.04), (0.05, 0.07), (0.03, 0.2), (0.055, 0.3), (0.025, 0.45), (0.022, height)])
    hat = without(
        lathe([(shade, height - 0.32), (top, height)], rounding=0.012),
        lathe([(shade - 0.05, height - 0.5), (shade - 0.05, height - 0.33), (top - 0.05, height - 0.05)], rounding=0.0),
    )
    bulb = ellipsoid((0, height - 0.2, 0), (0.06, 0.075, 0.06))
    return round_solid(
        shade,
        height + 0.05,
        Part(field=stem, material="metal"),
        Part(field=hat, material="shade"),
        Part(field=bulb, material="glow"),
    )


def lantern(chance: Chance) -> Solid:
    """Build a light in a cage, with a ring to hang it up."""
    half, height = chance.uniform([0.16, 0.42], [0.2, 0.52])
    posts = [
        box((x * half, height / 2 + 0.06, z * half), (0.022, height / 2, 0.022), rounding=0.01)
        for x in (-1, 1)
        for z in (-1, 1)
    ]
    frame = [
        box((0, 0.04, 0), (half + 0.05, 0.035, half + 0.05)),
        box((0, height + 0.07, 0), (half + 0.05, 0.025, half + 0.05)),
        lathe([(half + 0.03, height + 0.09), (0.05, height + 0.22), (0.04, height + 0.27)]),
        ring((0, height + 0.34, 0), 0.06, 0.016, axis=2),
    ]
    light = lathe(smooth_profile([(0.05, 0.08), (0.085, height * 0.5), (0.04, height * 0.85)]))
    return round_solid(
        half + 0.06,
        height + 0.43,
        Part(field=together(*frame, *posts), material="metal"),
        Part(field=light, material="glow"),
    )


def candle(chance: Chance) -> Solid:
    """Build a burning candle on a small plate."""
    radius, height = chance.uniform([0.06, 0.3], [0.1, 0.5])
    plate = without(lathe([(0.16, 0.015), (0.2, 0.06)]), lathe([(0.15, 0.05), (0.2, 0.2)], rounding=0.0))
    handle = ring((0.23, 0.06, 0), 0.06, 0.018)
    wax = lathe([(radius + 0.01, 0.03), (radius, 0.1), (radius, height), (radius * 0.5, height - 0.01)], rounding=0.012)
    flame = ellipsoid((0, height + 0.09, 0), (0.032, 0.075, 0.032))
    wick = rod((0, height - 0.02, 0), (0, height + 0.05, 0), 0.012)
    return Solid(
        parts=(
            Part(field=together(plate, handle), material="metal"),
            Part(field=together(wax, wick, blend=0.01), material="wax"),
            Part(field=flame, material="glow"),
        ),
        low=(-0.26, 0, -0.26),
        high=(0.36, height + 0.2, 0.26),
    )


def smooth_profile(profile: list[tuple[float, float]], steps: int = 18) -> list[tuple[float, float]]:
    """Return a profile through the given points without corners."""
    radii, heights = np.array(profile).T
    places = np.linspace(heights[0], heights[-1], steps)
    slopes = np.gradient(radii, heights)
    result = []
    for y in places:
        i = min(int(np.searchsorted(heights, y, side="right")) - 1, len(heights) - 2)
        span = heights[i + 1] - heights[i]
        t = (y - heights[i]) / span
        a, b, c, d = 2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t, -2 * t**3 + 3 * t**2, t**3 - t**2
        value = a * radii[i] + b * span * slopes[i] + c * radii[i + 1] + d * span * slopes[i + 1]
        result.append((max(0.02, float(value)), float(y)))
    return result


def _at(profile: list[tuple[float, float]], height: float) -> float:
    radii, heights = np.array(profile).T
    return float(np.interp(height, heights, radii))


def round_solid(radius: float, height: float, *parts: Part, blend: float = 0.006) -> Solid:
    """Make a solid of parts within a radius and a height."""
    edge = radius + 0.08
    return Solid(parts=parts, low=(-edge, -0.02, -edge), high=(edge, height + 0.06, edge), blend=blend)

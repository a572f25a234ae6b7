# SPDX-License-Identifier: GPL-3.0-or-later
"""Painted materials: wood, metal, cloth and so on, as square tiles that depend on a seed."""

from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np

from ..arrays import Array, Chance

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One painted square. Colour is RGB uint8; the others are from 0 to 1."""

    color: Array = field(repr=False)
    rough: Array = field(repr=False)
    height: Array = field(repr=False)
    metal: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recipe:
    pattern: Callable[[Chance, int], Array]
    colors: tuple[Rgb, ...]
    contrast: float
    rough: tuple[float, float]
    metal: float = 0.0


def paint(kind: str, *, color: Rgb | None, seed: int, turned: bool, side: int) -> Tile:
    """Paint a tile of a material, in its own colour or another. `turned`: seen from above, where grain runs across."""
    recipe = RECIPES[kind]
    chance = np.random.default_rng(seed)
    pattern = recipe.pattern(chance, side)
    if turned:
        pattern = np.ascontiguousarray(pattern.T)
    taste = np.random.default_rng([seed, len(recipe.colors)])
    base = np.array(color or recipe.colors[taste.integers(len(recipe.colors))], np.float32)
    shift = taste.uniform(-0.08, 0.08) if color is None else 0.0
    if kind == "books":
        painted = _book_colors(chance, pattern, side)
    else:
        painted = base * (1 + shift + recipe.contrast * (pattern[..., None] - 0.5) * np.array([1.0, 1.08, 1.2]))
    low, high = recipe.rough
    return Tile(
        color=np.clip(painted, 0, 255).astype(np.uint8),
        rough=(high - (high - low) * pattern).astype(np.float32),
        height=pattern.astype(np.float32),
        metal=recipe.metal,
    )


def noise(chance: Chance, side: int, *, across: float, along: float, octaves: int = 5) -> Array:
    """Return fractal noise from 0 to 1 with so many grains across and along the tile."""
    total, weight, amount = np.zeros((side, side), np.float32), 1.0, 0.0
    for octave in range(octaves):
        size = tuple(int(min(max(2, grains * 2**octave), side)) for grains in (across, along))
        grains = chance.random(size[::-1], np.float32)
        total += weight * cv2.resize(grains, (side, side), interpolation=cv2.INTER_CUBIC)
        amount, weight = amount + weight, weight * 0.55
    total /= amount
    low, high = np.quantile(total, (0.01, 0.99))
    return np.clip((total - low) / max(high - low, 1e-6), 0, 1)


def _grain(chance: Chance, side: int) -> Array:
    broad = noise(chance, side, across=5, along=1.5, octaves=3)
    fine = noise(chance, side, across=60, along=3, octaves=3)
    rings = 0.5 + 0.5 * np.sin(broad * 42)
    return np.clip(0.25 + 0.3 * rings + 0.3 * fine + 0.25 * (broad - 0.5), 0, 1)


def _planks(chance: Chance, side: int) -> Array:
    grain = _grain(chance, side)
    count = 7
    column = np.arange(side) * count / side
    tone = chance.uniform(-0.14, 0.14, count + 1)[column.astype(int)]
    seam = np.clip(np.minimum(column % 1, 1 - column % 1) / 0.035, 0, 1)
    return np.clip((grain + tone) * (0.25 + 0.75 * seam), 0, 1)


def _blotches(chance: Chance, side: int) -> Array:
    return noise(chance, side, across=6, along=6)


def _fine(chance: Chance, side: int) -> Array:
    return 0.5 * noise(chance, side, across=4, along=4, octaves=3) + 0.5 * noise(
        chance, side, across=90, along=90, octaves=2
    )


def _smooth(chance: Chance, side: int) -> Array:
    return 0.35 + 0.3 * noise(chance, side, across=3, along=3, octaves=2)


def _brushed(chance: Chance, side: int) -> Array:
    scratches = noise(chance, side, across=6, along=90, octaves=3)
    return np.clip(0.75 * noise(chance, side, across=5, along=5) + 0.25 * scratches, 0, 1)


def _weave(chance: Chance, side: int) -> Array:
    place = np.arange(side) * 2 * np.pi * 110 / side
    threads = 0.5 + 0.25 * (np.sin(place)[:, None] + np.sin(place)[None, :])
    return np.clip(0.5 * threads + 0.5 * noise(chance, side, across=8, along=8), 0, 1).astype(np.float32)


def _cracks(chance: Chance, side: int) -> Array:
    broad = noise(chance, side, across=5, along=5)
    veins = 1 - np.exp(-np.abs(noise(chance, side, across=7, along=7) - 0.5) * 40)
    return np.clip(0.7 * broad + 0.3 * noise(chance, side, across=50, along=50, octaves=3), 0, 1) * (0.6 + 0.4 * veins)


def _leaves(chance: Chance, side: int) -> Array:
    return np.clip(noise(chance, side, across=28, along=28, octaves=3) ** 1.3, 0, 1)


def _bark(chance: Chance, side: int) -> Array:
    return np.clip(noise(chance, side, across=34, along=7, octaves=4) ** 1.2, 0, 1)


def _strips(chance: Chance, side: int) -> Array:
    return np.repeat(chance.random((1, 48), np.float32), -(-side // 48), axis=1)[:, :side].repeat(side, axis=0)


def _book_colors(chance: Chance, pattern: Array, side: int) -> Array:
    palette = np.array([(120, 36, 32), (36, 62, 100), (52, 84, 50), (150, 116, 60), (70, 44, 80), (180, 168, 140)])
    return palette[(pattern * 997).astype(int) % len(palette)].astype(np.float32)


RECIPES = {
    "wood": _Recipe(
        pattern=_grain,
        colors=((142, 92, 52), (178, 128, 78), (96, 60, 36), (120, 70, 38), (196, 156, 106)),
        contrast=0.55,
        rough=(0.45, 0.75),
    ),
    "planks": _Recipe(
        pattern=_planks, colors=((158, 112, 66), (184, 142, 92), (124, 88, 54)), contrast=0.7, rough=(0.55, 0.85)
    ),
    "bark": _Recipe(pattern=_bark, colors=((86, 62, 44),), contrast=0.8, rough=(0.8, 1.0)),
    "cork": _Recipe(pattern=_fine, colors=((176, 130, 84),), contrast=0.5, rough=(0.8, 1.0)),
    "metal": _Recipe(pattern=_brushed, colors=((108, 106, 104),), contrast=0.45, rough=(0.3, 0.6), metal=1.0),
    "steel": _Recipe(pattern=_brushed, colors=((196, 198, 204),), contrast=0.2, rough=(0.15, 0.35), metal=1.0),
    "gold": _Recipe(pattern=_brushed, colors=((214, 164, 74),), contrast=0.25, rough=(0.2, 0.4), metal=1.0),
    "stone": _Recipe(
        pattern=_cracks, colors=((136, 132, 124), (160, 150, 132), (104, 108, 112)), contrast=0.6, rough=(0.75, 1.0)
    ),
    "ceramic": _Recipe(
        pattern=_smooth,
        colors=((64, 110, 140), (222, 212, 192), (176, 92, 58), (96, 138, 112), (54, 58, 66), (200, 160, 74)),
        contrast=0.35,
        rough=(0.12, 0.3),
    ),
    "glass": _Recipe(
        pattern=_smooth,
        colors=((58, 110, 82), (70, 112, 150), (150, 96, 40), (120, 150, 150)),
        contrast=0.25,
        rough=(0.03, 0.12),
    ),
    "plastic": _Recipe(
        pattern=_smooth,
        colors=((196, 60, 48), (52, 104, 180), (226, 180, 52), (66, 148, 88)),
        contrast=0.12,
        rough=(0.3, 0.45),
    ),
    "fabric": _Recipe(
        pattern=_weave,
        colors=((96, 108, 122), (122, 96, 82), (70, 92, 80), (92, 70, 96), (168, 150, 124)),
        contrast=0.4,
        rough=(0.85, 1.0),
    ),
    "seat": _Recipe(
        pattern=_weave,
        colors=((150, 66, 52), (70, 92, 128), (92, 116, 78), (190, 150, 84), (112, 84, 104)),
        contrast=0.4,
        rough=(0.8, 1.0),
    ),
    "leather": _Recipe(
        pattern=_fine,
        colors=((104, 58, 36), (66, 42, 34), (124, 44, 36), (46, 62, 50), (40, 48, 74)),
        contrast=0.45,
        rough=(0.4, 0.65),
    ),
    "paper": _Recipe(pattern=_fine, colors=((226, 216, 192),), contrast=0.12, rough=(0.85, 1.0)),
    "shade": _Recipe(
        pattern=_weave,
        colors=((228, 206, 162), (222, 218, 206), (186, 96, 74), (130, 150, 140)),
        contrast=0.15,
        rough=(0.8, 1.0),
    ),
    "wax": _Recipe(pattern=_smooth, colors=((234, 224, 196),), contrast=0.15, rough=(0.4, 0.6)),
    "glow": _Recipe(pattern=_smooth, colors=((255, 222, 140),), contrast=0.1, rough=(0.3, 0.5)),
    "leaves": _Recipe(
        pattern=_leaves,
        colors=((70, 116, 48), (92, 128, 44), (52, 96, 60), (176, 112, 40)),
        contrast=0.75,
        rough=(0.6, 0.9),
    ),
    "drink": _Recipe(pattern=_smooth, colors=((72, 42, 24),), contrast=0.2, rough=(0.05, 0.15)),
    "fruit": _Recipe(
        pattern=_blotches, colors=((214, 112, 36), (186, 40, 36), (150, 176, 60)), contrast=0.4, rough=(0.3, 0.5)
    ),
    "hat": _Recipe(
        pattern=_smooth, colors=((176, 36, 30), (190, 110, 40), (120, 60, 110)), contrast=0.3, rough=(0.25, 0.45)
    ),
    "books": _Recipe(pattern=_strips, colors=((120, 60, 40),), contrast=0.0, rough=(0.5, 0.8)),
}

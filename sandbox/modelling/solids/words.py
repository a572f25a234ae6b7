# SPDX-License-Identifier: GPL-3.0-or-later
"""What words mean: things, colours, materials and sizes."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..arrays import Chance
from . import furniture, ornaments, things, vessels
from .fields import Solid

Builder = Callable[[Chance], Solid]

THINGS: dict[str, Builder] = {
    **dict.fromkeys(("chair", "seat", "throne"), furniture.chair),
    "armchair": furniture.armchair,
    "stool": furniture.stool,
    **dict.fromkeys(("table", "desk"), furniture.table),
    "bench": furniture.bench,
    **dict.fromkeys(("shelf", "shelves", "bookcase", "bookshelf"), furniture.shelf),
    **dict.fromkeys(("cabinet", "drawers", "dresser", "cupboard", "wardrobe", "nightstand"), furniture.cabinet),
    **dict.fromkeys(("sofa", "couch", "settee"), furniture.sofa),
    "bed": furniture.bed,
    **dict.fromkeys(("vase", "urn", "amphora", "pot", "jar"), vessels.vase),
    **dict.fromkeys(("bottle", "flask", "potion"), vessels.bottle),
    **dict.fromkeys(("mug", "cup", "teacup", "coffee"), vessels.mug),
    **dict.fromkeys(("bowl", "fruit", "dish"), vessels.bowl),
    **dict.fromkeys(("bucket", "pail"), vessels.bucket),
    **dict.fromkeys(("barrel", "cask", "keg"), vessels.barrel),
    "lamp": vessels.lamp,
    **dict.fromkeys(("lantern", "light"), vessels.lantern),
    **dict.fromkeys(("candle", "candlestick"), vessels.candle),
    **dict.fromkeys(("crate", "box"), things.crate),
    **dict.fromkeys(("chest", "treasure"), things.chest),
    **dict.fromkeys(("rock", "stone", "boulder", "cliff"), things.rock),
    **dict.fromkeys(("tree", "pine", "fir", "oak", "bush"), things.tree),
    **dict.fromkeys(("sword", "dagger", "blade", "knife"), things.sword),
    **dict.fromkeys(("book", "tome"), things.book),
    **dict.fromkeys(("mushroom", "toadstool"), things.mushroom),
    **dict.fromkeys(("pillar", "column"), things.pillar),
    **dict.fromkeys(("ball", "sphere"), things.ball),
}

COLORS = {
    "red": (178, 34, 34),
    "crimson": (150, 15, 40),
    "orange": (222, 120, 30),
    "yellow": (228, 190, 50),
    "green": (60, 130, 62),
    "teal": (30, 128, 128),
    "turquoise": (60, 180, 175),
    "blue": (42, 82, 170),
    "navy": (26, 38, 90),
    "purple": (112, 52, 142),
    "violet": (130, 80, 170),
    "pink": (225, 140, 165),
    "brown": (112, 72, 42),
    "beige": (208, 188, 152),
    "white": (232, 230, 224),
    "black": (36, 36, 38),
    "grey": (128, 128, 130),
    "gray": (128, 128, 130),
    "cream": (236, 224, 196),
}

MATERIALS = {
    **dict.fromkeys(("wooden", "wood", "oak", "pine", "walnut"), "wood"),
    **dict.fromkeys(("metal", "iron", "metallic", "rusty"), "metal"),
    **dict.fromkeys(("steel", "silver", "chrome"), "steel"),
    **dict.fromkeys(("golden", "gold", "brass", "bronze"), "gold"),
    **dict.fromkeys(("stone", "marble", "granite", "concrete"), "stone"),
    **dict.fromkeys(("ceramic", "porcelain", "clay", "terracotta"), "ceramic"),
    **dict.fromkeys(("glass", "crystal"), "glass"),
    **dict.fromkeys(("leather",), "leather"),
    **dict.fromkeys(("fabric", "velvet", "cloth", "upholstered"), "fabric"),
    **dict.fromkeys(("plastic", "rubber"), "plastic"),
}

SIZES = {
    **dict.fromkeys(("tall", "high"), (1.0, 1.45, 1.0)),
    **dict.fromkeys(("low", "short", "squat"), (1.0, 0.68, 1.0)),
    **dict.fromkeys(("wide", "broad"), (1.5, 1.0, 1.0)),
    "long": (1.7, 1.0, 1.0),
    **dict.fromkeys(("narrow", "slim", "thin", "slender"), (0.65, 1.0, 0.65)),
    **dict.fromkeys(("fat", "thick", "chunky"), (1.35, 1.0, 1.35)),
    "deep": (1.0, 1.0, 1.5),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What was understood of a prompt."""

    build: Builder
    colors: tuple[tuple[int, int, int], ...]
    material: str
    stretch: tuple[float, float, float]
    words_seed: int
    """Differs from prompt to prompt; together with the task's seed it decides all that is left open."""


def understand(prompt: str) -> Meaning:
    """Read a prompt. The last thing named is the thing: "a coffee table" is a table."""
    text = re.findall(r"[a-z]+", prompt.lower())
    known = [word for word in (_singular(word) for word in text) if word in THINGS]
    stretch = np.ones(3)
    for word in text:
        stretch *= SIZES.get(word, (1.0, 1.0, 1.0))
    thing = known[-1] if known else ""
    materials = [MATERIALS[word] for word in text if word in MATERIALS and word != thing]
    digest = hashlib.sha256(" ".join(text).encode()).digest()
    return Meaning(
        build=THINGS.get(thing, ornaments.curio),
        colors=tuple(COLORS[word] for word in text if word in COLORS),
        material=materials[0] if materials else "",
        stretch=(float(stretch[0]), float(stretch[1]), float(stretch[2])),
        words_seed=int.from_bytes(digest[:4], "big"),
    )


def _singular(word: str) -> str:
    return word if word in THINGS else word.removesuffix("s")

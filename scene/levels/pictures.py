# SPDX-License-Identifier: GPL-3.0-or-later
"""Materials show smaller pictures, or the full ones again. Main thread only; pushes no undo step.

A full picture points to its smaller ones, and a material that shows smaller ones to the full ones, in custom
properties: so none is lost, and all are saved, copied and appended with the material.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from ..naming import without_number
from ..node_trees import picture_nodes
from ..places import leaving
from .level import FULL_IMAGE_KEY, SIDE_KEY, SIDES_PIXELS
from .levels_file import append
from .picture_sides import size_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bpy.types import Image, Material

SIZES_KEY = "rodin_props_sizes"
"""Custom property of a full picture: longest side in pixels -> the smaller picture."""
FULL_IMAGES_KEY = "rodin_props_full_images"
"""Custom property of a material that shows smaller pictures: name of a node -> the full picture."""
FULL_SIDE = 0
"""In place of a side: the full pictures."""
_SIDE = re.compile(rf".* ({'|'.join(map(str, SIDES_PIXELS))})(?:\.\d{{3,}})?")
"""The name of a smaller picture in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPictures:
    """What became of a wish."""

    changed: int
    """Materials that show other pictures than before."""
    missing: frozenset[Image]
    """Full pictures that are not there in the size that is wanted; they are shown as before."""


def sizes_of(full: Image) -> dict[int, Image]:
    """Return the smaller pictures that the file holds of one, by their longest sides."""
    return {int(side): image for side, image in _images(full, SIZES_KEY) if side.isdecimal()}


def full_pictures(material: Material) -> dict[Image, Image]:
    """Return the pictures that a material shows -> the full ones that they stand for; full ones stand for themselves.

    Whatever the nodes are called now: a picture tells what it is made of.
    """
    full_of = {
        small: full for _, full in _images(material, FULL_IMAGES_KEY) for small in (full, *sizes_of(full).values())
    }
    shown = dict.fromkeys(node.image for node in picture_nodes(material) if node.image is not None)
    return {image: full_of.get(image, image) for image in shown}


def show_sizes(wanted: Mapping[Material, int]) -> ShownPictures:
    """Let materials show pictures of a longest side; those that are not bigger anyway stay full.

    :param wanted: material -> one of `SIDES_PIXELS`, or `FULL_SIDE`.
    """
    changed = 0
    missing: set[Image] = set()
    for material, side in wanted.items():
        if material.is_editable and material.node_tree is not None:
            changed += _show(material, side, missing)
    return ShownPictures(changed=changed, missing=frozenset(missing))


def _show(material: Material, side: int, missing: set[Image]) -> bool:
    full_of = full_pictures(material)
    kept: dict[str, Image] = {}
    changed = False
    for node in picture_nodes(material):
        assert node.image is not None  # see picture_nodes
        full = full_of[node.image]
        image = picture_for(full, side)
        if image is None:
            missing.add(full)
            image = node.image
        if node.image != image:
            node.image, changed = image, True
        if image != full:
            kept[node.name] = full
    if kept:
        material[FULL_IMAGES_KEY] = kept
    else:
        material.pop(FULL_IMAGES_KEY, None)
    return changed


def picture_for(full: Image, side: int) -> Image | None:
    """Return a picture in the size that is wanted, or the full one if it is no bigger; None if it is not there."""
    if side == FULL_SIDE or max(size_of(full)) <= side:
        return full
    return sizes_of(full).get(side)


def attach_pictures(path: Path, fulls: Iterable[Image], sides: Iterable[int]) -> list[Image]:
    """Let pictures have the smaller ones that a file holds of these sides; return those that it has none of.

    :raises LevelsUnreadable: the file cannot be read.
    """
    wanted = set(map(str, sides))

    def choose(names: Iterable[str]) -> list[str]:
        return [name for name in names if (match := _SIDE.fullmatch(name)) and match[1] in wanted]

    by_name = {without_number(full.name): full for full in fulls if full.is_editable}
    taken: set[Image] = set()
    with leaving.together():
        loose = append(path, "images", choose)
        for image in loose:
            full, side = by_name.get(str(image.get(FULL_IMAGE_KEY))), image.get(SIDE_KEY)
            if full is None or side not in SIDES_PIXELS:
                leaving.leave(image)
                continue
            kept: dict[str, Any] = {str(each): small for each, small in sizes_of(full).items()}
            full[SIZES_KEY] = kept | {str(side): image}
            taken.add(full)
    return [full for full in by_name.values() if full not in taken]


def _images(owner: Any, key: str) -> list[tuple[str, Image]]:
    group = owner.get(key)
    items = group.items() if hasattr(group, "items") else ()
    return [(name, value) for name, value in items if isinstance(value, bpy.types.Image)]  # not one that was deleted

# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole that was split: its mesh, and whether one of the parts is nothing but the whole once more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import bpy
import numpy
from mathutils import Matrix

from ...export import original
from ...measure.mesh_surface import Surface
from ...mesh_data import mesh_of, transform
from .surface_distance import box_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bpy.types import Object

_SAME_BOX = 0.03
_NEAR = 0.0075
"""Of the diagonal: a point that lies on a surface which was made anew."""
_MOSTLY = 0.85
_SAMPLES = 1_500


@dataclass(frozen=True, slots=True)
class Whole:
    """What was split, in the coordinates in which the service was given it."""

    object: Object
    """Without a transform."""
    to_local: Matrix
    """From there into the coordinates of the artist's object."""


def load_whole(path: Path | None) -> Whole | None:
    """Return the whole; None if its file is not there or cannot be read."""
    if path is None or not path.is_file():
        return None
    try:
        return _of_sent_mesh(path)
    except (OSError, KeyError, ValueError, TypeError):
        return _of_prop(path)


def _of_sent_mesh(path: Path) -> Whole:
    """Return the whole of a mesh that was sent, which was turned and scaled as its object was."""
    found = original.read(path)
    transform(mesh_of(found.evaluated), found.facts.turned)
    return Whole(found.evaluated, found.facts.turned.inverted_safe())


def _of_prop(path: Path) -> Whole | None:
    """Return the whole of a prop, of which the service split its own model."""
    try:
        with bpy.data.libraries.load(str(path), link=False) as (available, wanted):
            wanted.meshes = available.meshes[:1]
    except OSError:
        return None
    mesh = next((each for each in wanted.meshes if each is not None and len(each.polygons)), None)
    return None if mesh is None else Whole(bpy.data.objects.new("whole", mesh), Matrix.Identity(4))


def without_whole(objects: Sequence[Object]) -> list[Object]:
    """Return the objects but for one that is all the others once more: the service may list the whole beside them."""
    if len(objects) < 3:
        return list(objects)
    boxes = {each: box_of(mesh_of(each)) for each in objects}
    largest = max(objects, key=lambda each: float(numpy.prod(numpy.ptp(boxes[each], axis=0) + 1e-9)))
    others = [each for each in objects if each != largest]
    low = numpy.min([boxes[each][0] for each in others], axis=0)
    high = numpy.max([boxes[each][1] for each in others], axis=0)
    diagonal = float(numpy.linalg.norm(high - low))
    apart = max(abs(boxes[largest][0] - low).max(), abs(boxes[largest][1] - high).max())
    if apart > _SAME_BOX * diagonal:
        return list(objects)
    count = max(20, _SAMPLES // len(others))
    samples = [Surface(mesh_of(each)).samples(count, seed=number)[2] for number, each in enumerate(others)]
    on_it = Surface(mesh_of(largest)).distances_of(numpy.concatenate(samples)) < _NEAR * diagonal
    return others if on_it.mean() > _MOSTLY else list(objects)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Where objects are in the camera's picture: pixel by pixel, by lines of sight."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import bpy
import numpy
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Vector

WIDTH, HEIGHT = 160, 90


@dataclass(frozen=True, kw_only=True)
class Masks:
    """By name of object, (HEIGHT, WIDTH) booleans, lowest row first."""

    whole: dict[str, numpy.ndarray]
    """Where it would be seen alone."""
    seen: dict[str, numpy.ndarray]

    def hidden_share(self, name: str) -> float:
        """Which part of it stands behind others."""
        return 1.0 - float(self.seen[name].sum()) / max(1, int(self.whole[name].sum()))

    def box(self, name: str) -> tuple[float, float, float, float]:
        """What is seen of it: left, bottom, right, top, as parts of the picture."""
        rows, columns = self.seen[name].any(axis=1).nonzero()[0], self.seen[name].any(axis=0).nonzero()[0]
        left, right = columns[0] / WIDTH, (columns[-1] + 1) / WIDTH
        return float(left), float(rows[0] / HEIGHT), float(right), float((rows[-1] + 1) / HEIGHT)


def overlap(one: numpy.ndarray, other: numpy.ndarray) -> float:
    """How much two masks have in common: 1 for all."""
    return float((one & other).sum() / max(1, (one | other).sum()))


def masks_of(things: dict[str, Any], others: list[Any]) -> Masks:
    """Look at each of some objects through the scene's camera, and past others that may hide them."""
    scene = bpy.context.scene
    bpy.context.view_layer.update()
    depsgraph = bpy.context.evaluated_depsgraph_get()
    depths = {name: _depths(thing.evaluated_get(depsgraph), scene) for name, thing in things.items()}
    hiding = [_depths(other.evaluated_get(depsgraph), scene) for other in others]
    nearest = numpy.min([*depths.values(), *hiding], axis=0)
    whole = {name: numpy.isfinite(depth) for name, depth in depths.items()}
    return Masks(whole=whole, seen={name: whole[name] & (depths[name] <= nearest) for name in depths})


def _depths(thing: Any, scene: Any) -> numpy.ndarray:
    """How far away it is at each pixel; infinitely where it is not."""
    camera = scene.camera
    upper_right, lower_right, lower_left = [
        camera.matrix_world @ corner for corner in camera.data.view_frame(scene=scene)
    ][:3]
    eye, inverse = camera.matrix_world.translation, thing.matrix_world.inverted()
    depths = numpy.full((HEIGHT, WIDTH), numpy.inf)
    for row, column in _pixels_around(thing, scene):
        across = (lower_right - lower_left) * ((column + 0.5) / WIDTH)
        up = (upper_right - lower_right) * ((row + 0.5) / HEIGHT)
        end: Vector = inverse @ (lower_left + across + up)
        hit, place, _, _ = thing.ray_cast(inverse @ eye, end - inverse @ eye)
        if hit:
            depths[row, column] = (thing.matrix_world @ place - eye).length
    return depths


def _pixels_around(thing: Any, scene: Any) -> Iterator[tuple[int, int]]:
    corners = [
        world_to_camera_view(scene, scene.camera, thing.matrix_world @ Vector(corner)) for corner in thing.bound_box
    ]
    if min(corner.z for corner in corners) < 0.0:
        yield from itertools.product(range(HEIGHT), range(WIDTH))
        return
    rows = [round(corner.y * HEIGHT) for corner in corners]
    columns = [round(corner.x * WIDTH) for corner in corners]
    yield from itertools.product(
        range(max(0, min(rows) - 1), min(HEIGHT, max(rows) + 2)),
        range(max(0, min(columns) - 1), min(WIDTH, max(columns) + 2)),
    )

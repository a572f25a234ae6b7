# SPDX-License-Identifier: GPL-3.0-or-later
"""What can stand in a placeholder, as the graphics card has it: made at its first draw, freed with the object here."""

from __future__ import annotations

import struct
from array import array
from typing import TYPE_CHECKING

import gpu
from gpu_extras.batch import batch_for_shader
from mathutils import Matrix, Vector

from .card_shader import card_shader

if TYPE_CHECKING:
    from ...scene.cards.card_file import Card
    from ...scene.cards.shape import Shape
    from ...scene.places.pose import Pose

_WAITING = (0.8, 0.8, 0.8, 0.9)
"""What a card is multiplied with while the prop is made: it is not there yet."""
_READY = (1.0, 1.0, 1.0, 1.0)
_SHAPE_COLOR = (0.62, 0.74, 0.92)
_SHAPE_ALPHA = 0.38
_SHAPE_READY_ALPHA = 0.6
_LIGHT = (-0.35, -0.6, 0.72)
"""Direction to it; in a prop's own coordinates, its front is lit."""
_SHADE = 0.42
"""Brightness of what is turned away from the light."""


class PictureCard:
    """A picture that stands upright in the middle of a placeholder, on its floor, its front to the placeholder's."""

    def __init__(self, card: Card) -> None:
        self._width, self._height = card.width, card.height
        self._values = _floats(card.pixels)
        """Until the graphics card has them."""
        self._texture: gpu.types.GPUTexture | None = None

    def draw(self, pose: Pose, *, is_ready: bool) -> None:
        """Draw it into the 3D view that is being drawn.

        :raises ReferenceError, RuntimeError, SystemError: the graphics card has lost it.
        """
        if self._texture is None:
            self._texture = self._upload()
        room = pose.dimensions
        width = min(room.x, room.z * self._width / self._height)
        size = Matrix.Diagonal((width, 1.0, width * self._height / self._width, 1.0))
        card_shader().draw(self._texture, pose.matrix @ size, _READY if is_ready else _WAITING)

    def _upload(self) -> gpu.types.GPUTexture:
        values = gpu.types.Buffer("FLOAT", len(self._values), self._values)
        texture = gpu.types.GPUTexture((self._width, self._height), format="RGBA8", data=values)
        self._values = array("f")
        return texture


def _floats(values: bytes) -> array[float]:
    """Return bytes as floats 0 to 1, the only numbers that Blender takes for a texture.

    A byte of the floats at a time, as numpy, which would take far longer to be loaded, is not needed otherwise.
    """
    floats = bytearray(4 * len(values))
    for place, table in enumerate(zip(*(struct.pack("=f", value / 255.0) for value in range(256)), strict=True)):
        floats[place::4] = values.translate(bytes(table))
    return array("f", bytes(floats))


class FaintShape:
    """The shape of a prop, in the place and at the size that another like it will have."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._batches: dict[bool, gpu.types.GPUBatch] = {}
        low, high = Vector(shape.low), Vector(shape.high)
        self._dimensions = high - low
        self._to_floor = Matrix.Translation((-(low.x + high.x) / 2, -(low.y + high.y) / 2, -low.z))

    def draw(self, pose: Pose, *, is_ready: bool) -> None:
        """Draw it into the 3D view that is being drawn: the nearest faces alone, through which the scene is seen."""
        shader = gpu.shader.from_builtin("SMOOTH_COLOR")
        if is_ready not in self._batches:
            self._batches[is_ready] = self._upload(shader, _SHAPE_READY_ALPHA if is_ready else _SHAPE_ALPHA)
        batch, size = self._batches[is_ready], Matrix.Diagonal((*pose.scale_for(self._dimensions), 1.0))
        with gpu.matrix.push_pop():
            gpu.matrix.multiply_matrix(pose.matrix @ size @ self._to_floor)
            shader.bind()
            gpu.state.color_mask_set(False, False, False, False)
            gpu.state.depth_mask_set(True)
            batch.draw(shader)
            gpu.state.color_mask_set(True, True, True, True)
            gpu.state.depth_mask_set(False)
            batch.draw(shader)

    def _upload(self, shader: gpu.types.GPUShader, alpha: float) -> gpu.types.GPUBatch:
        import numpy

        toward = numpy.array(Vector(_LIGHT).normalized(), dtype=numpy.float32)
        lit = _SHADE + (1.0 - _SHADE) * (0.5 + 0.5 * self._shape.normals @ toward)
        colors = numpy.full((len(lit), 4), alpha, dtype=numpy.float32)
        colors[:, :3] = lit[:, None] * numpy.array(_SHAPE_COLOR, dtype=numpy.float32)
        corners = self._shape.corners.reshape(-1, 3)
        return batch_for_shader(shader, "TRIS", {"pos": corners, "color": numpy.repeat(colors, 3, axis=0)})

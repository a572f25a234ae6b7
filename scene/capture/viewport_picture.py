# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of the 3D viewport, drawn off screen in milliseconds. Changes nothing.

It shows what the viewport's shading shows, without grid and handles: a quick sketch beside the rendered picture.
"""

from __future__ import annotations

import struct
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import bpy

from ..errors import NoWindow
from ..images.orders import PictureOrder
from ..measure.viewport import viewport_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy
    from bpy.types import Context, Region, Scene, SpaceView3D
    from mathutils import Matrix


def viewport_order(context: Context, destination: Path, *, max_side_pixels: int = 1024) -> PictureOrder:
    """Draw what the viewport shows, and return an order to make that fit.

    :param destination: where the picture goes; what is drawn is written beside it.
    :raises NoWindow: there is no 3D viewport (background mode).
    :raises OSError: the file cannot be written.
    """
    area, region = viewport_of(context)
    space = area.spaces.active
    assert isinstance(space, bpy.types.SpaceView3D)
    factor = min(1.0, max_side_pixels / max(region.width, region.height))
    width, height = max(1, round(region.width * factor)), max(1, round(region.height * factor))
    view, projection = space.region_3d.view_matrix, space.region_3d.window_matrix
    with _without_handles(space):
        pixels = _draw(context, space, region, view, projection, width, height)
    drawn = destination.with_suffix(".original")
    drawn.write_bytes(png_bytes(pixels))
    return PictureOrder(destination=destination, file=drawn)


@contextmanager
def _without_handles(space: SpaceView3D) -> Iterator[None]:
    overlays, gizmos = space.overlay.show_overlays, space.show_gizmo
    space.overlay.show_overlays = space.show_gizmo = False
    try:
        yield
    finally:
        space.overlay.show_overlays, space.show_gizmo = overlays, gizmos


def _draw(
    context: Context,
    space: SpaceView3D,
    region: Region,
    view: Matrix,
    projection: Matrix,
    width: int,
    height: int,
) -> numpy.ndarray:
    """Return the pixels, (height, width, 4) bytes, top row first."""
    import gpu
    import numpy

    try:
        canvas = gpu.types.GPUOffScreen(width, height)
    except (SystemError, RuntimeError) as error:
        raise NoWindow from error
    try:
        scene: Scene = context.scene
        canvas.draw_view3d(
            scene, context.view_layer, space, region, view, projection, do_color_management=True, draw_background=False
        )
        buffer = canvas.texture_color.read()
        buffer.dimensions = width * height * 4  # pyright: ignore[reportAttributeAccessIssue] - the stubs know lists alone
        pixels = numpy.array(buffer, dtype=numpy.uint8)
    finally:
        canvas.free()
    return pixels.reshape(height, width, 4)[::-1]


def png_bytes(pixels: numpy.ndarray) -> bytes:
    """Return the pixels, (height, width, 4) bytes, as a PNG file.

    Blender's own way would need an image data-block in the artist's file.
    """
    import numpy

    height, width = pixels.shape[:2]
    rows = numpy.zeros((height, 1 + width * 4), dtype=numpy.uint8)  # a row's first byte is its filter: none
    rows[:, 1:] = pixels.reshape(height, -1)
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

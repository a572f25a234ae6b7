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
from ..images.raw_pixels import RawPixels
from ..images.writing import SRGB, ViewSettings
from ..measure.viewport import viewport_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import gpu
    import numpy
    from bpy.types import Context, SpaceView3D


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
    drawn = destination.with_suffix(".original")
    is_srgb = context.scene.display_settings.display_device == SRGB
    with _without_handles(space), _canvas(width, height, is_float=not is_srgb) as canvas:
        canvas.draw_view3d(
            context.scene,
            context.view_layer,
            space,
            region,
            view,
            projection,
            do_color_management=is_srgb,
            draw_background=False,
        )
        if is_srgb:
            drawn.write_bytes(png_bytes(_bytes_of(canvas)))
            return PictureOrder(destination=destination, file=drawn)
        return PictureOrder(
            destination=destination,
            pixels=_write_floats(canvas, drawn),
            alpha_mode="PREMUL",
            view_as_render=space.shading.type in {"MATERIAL", "RENDERED"},
            view=ViewSettings.of(context.scene),
        )


@contextmanager
def _without_handles(space: SpaceView3D) -> Iterator[None]:
    overlays, gizmos = space.overlay.show_overlays, space.show_gizmo
    space.overlay.show_overlays = space.show_gizmo = False
    try:
        yield
    finally:
        space.overlay.show_overlays, space.show_gizmo = overlays, gizmos


@contextmanager
def _canvas(width: int, height: int, *, is_float: bool) -> Iterator[gpu.types.GPUOffScreen]:
    """Yield something to draw on. With floats it takes what a wide screen would show, before it is made for that."""
    import gpu

    try:
        canvas = gpu.types.GPUOffScreen(width, height, format="RGBA16F" if is_float else "RGBA8")
    except (SystemError, RuntimeError) as error:
        raise NoWindow from error
    try:
        yield canvas
    finally:
        canvas.free()


def _bytes_of(canvas: gpu.types.GPUOffScreen) -> numpy.ndarray:
    """Return the pixels, (height, width, 4) bytes, top row first."""
    import numpy

    return numpy.array(_buffer_of(canvas), dtype=numpy.uint8).reshape(canvas.height, canvas.width, 4)[::-1]


def _write_floats(canvas: gpu.types.GPUOffScreen, path: Path) -> RawPixels:
    """Write the pixels, scene linear.

    :raises OSError: they cannot be written.
    """
    import numpy

    with path.open("wb") as file:
        numpy.array(_buffer_of(canvas), dtype=numpy.float32).tofile(file)
    return RawPixels(file=str(path), width=canvas.width, height=canvas.height, is_float=True)


def _buffer_of(canvas: gpu.types.GPUOffScreen) -> gpu.types.Buffer:
    buffer = canvas.texture_color.read()
    buffer.dimensions = canvas.width * canvas.height * 4  # pyright: ignore[reportAttributeAccessIssue] - the stubs know lists alone
    return buffer


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

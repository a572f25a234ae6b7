# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the card of a picture that is sent. This runs in the background Blender that made the picture."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import TYPE_CHECKING

from .card_file import Card, card_path, write

if TYPE_CHECKING:
    from pathlib import Path

    import numpy

SIDE_PIXELS = 256
"""Of a card, at most: as high as a placeholder usually is on a screen."""
_SEEN = 8
"""Alpha, 0 to 255, below which nothing is seen."""
_CORNER = 0.05
"""Radius of the corners of a picture without alpha, as a part of its shorter side."""
_FRAME_PIXELS = 1.6
_FRAME_WHITE = 0.6
"""How much of its frame is white."""


def write_beside(picture: numpy.ndarray, path: Path, *, side_pixels: int = SIDE_PIXELS) -> None:
    """Write the card of a picture beside it; where the disk refuses, there is none.

    :param picture: (height, width, 4) bytes, top row first, alpha not multiplied.
    :param path: of the picture's own file.
    """
    with suppress(OSError):
        write(make(picture, side_pixels=side_pixels), card_path(path))


def make(picture: numpy.ndarray, *, side_pixels: int = SIDE_PIXELS) -> Card:
    """Cut what is seen out of a picture, make it small, and give it a clear margin: drawn, its edge is smooth then.

    A picture that fills its frame gets round corners and a thin bright border.
    """
    import numpy

    shown = _cut_out(picture)
    is_cutout = bool((shown[..., 3] < 255 - _SEEN).any())
    colors = _reduced(shown, side_pixels - 2)
    if not is_cutout:
        _frame(colors)
    colors = numpy.pad(colors, ((1, 1), (1, 1), (0, 0)))
    straight = _straight(colors)
    height, width = straight.shape[:2]
    pixels = numpy.rint(straight[::-1] * 255.0).clip(0, 255).astype(numpy.uint8).tobytes()
    return Card(width=width, height=height, pixels=pixels)


def _cut_out(picture: numpy.ndarray) -> numpy.ndarray:
    """Return the part of a picture in which something is seen."""
    import numpy

    seen = picture[..., 3] >= _SEEN
    rows, columns = numpy.flatnonzero(seen.any(axis=1)), numpy.flatnonzero(seen.any(axis=0))
    if not len(rows):
        return picture
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _reduced(picture: numpy.ndarray, longest: int) -> numpy.ndarray:
    """Return a picture at most so long, as floats 0 to 1 multiplied with alpha."""
    import numpy

    step = max(1, min(max(picture.shape[:2]) // (2 * longest), *picture.shape[:2]))
    height, width = (side // step for side in picture.shape[:2])
    rows = picture[: height * step, : width * step]
    colors = rows.astype(numpy.float32) / 255.0
    colors[..., :3] *= colors[..., 3:]
    colors = colors.reshape(height, step, width, step, 4).mean(axis=(1, 3))
    factor = min(1.0, longest / max(height, width))
    if factor < 1.0:
        down = _weights(height, max(1, round(height * factor)))
        across = _weights(width, max(1, round(width * factor)))
        colors = numpy.einsum("yh,hwc->ywc", down, colors, optimize=True)
        colors = numpy.einsum("xw,ywc->yxc", across, colors, optimize=True)
    return colors


def _weights(count: int, fewer: int) -> numpy.ndarray:
    """Return how much of each of ``count`` pixels in a row goes into each of ``fewer``: by the part that it covers."""
    import numpy

    edges = numpy.linspace(0.0, count, fewer + 1)
    pixels = numpy.arange(count)
    covered = numpy.minimum(edges[1:, None], pixels + 1) - numpy.maximum(edges[:-1, None], pixels)
    covered = covered.clip(0.0)
    return (covered / covered.sum(axis=1, keepdims=True)).astype(numpy.float32)


def _frame(colors: numpy.ndarray) -> None:
    """Round the corners of a picture, and draw a thin border."""
    import numpy

    height, width = colors.shape[:2]
    radius = max(2.0, _CORNER * min(height, width))
    x = numpy.abs(numpy.arange(width) + 0.5 - width / 2) - (width / 2 - radius)
    y = numpy.abs(numpy.arange(height) + 0.5 - height / 2) - (height / 2 - radius)
    beyond = numpy.hypot(x.clip(0.0)[None, :], y.clip(0.0)[:, None])
    inward = radius - numpy.where(beyond > 0.0, beyond, numpy.maximum(x[None, :], y[:, None]))
    white = _FRAME_WHITE * (_FRAME_PIXELS + 0.5 - inward).clip(0.0, 1.0)[..., None]
    colors[..., :3] += (1.0 - colors[..., :3]) * white
    colors *= (inward + 0.5).clip(0.0, 1.0)[..., None]


def _straight(colors: numpy.ndarray) -> numpy.ndarray:
    """Return a picture not multiplied with alpha. Beside what is seen, what is not has its color: edges have no rim."""
    import numpy

    spread = colors
    for _ in range(2):
        known = spread[..., 3:] > 0.0
        around = numpy.pad(spread, ((1, 1), (1, 1), (0, 0)))
        near = around[:-2, 1:-1] + around[2:, 1:-1] + around[1:-1, :-2] + around[1:-1, 2:]
        spread = numpy.where(known, spread, near)
    straight = spread / numpy.maximum(spread[..., 3:], math.ulp(1.0))
    straight[..., 3] = colors[..., 3]
    return straight

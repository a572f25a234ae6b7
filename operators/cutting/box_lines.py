# SPDX-License-Identifier: GPL-3.0-or-later
"""A box with its number, drawn into the region that is being drawn: readable over bright and dark pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import blf
import bpy
import gpu
from gpu_extras.batch import batch_for_shader

if TYPE_CHECKING:
    from collections.abc import Iterable

    Corners = tuple[float, float, float, float]
    Color = tuple[float, float, float, float]

_LINE_PIXELS, _EDGE_PIXELS = 2, 1
_EDGE_COLOR = (0.0, 0.0, 0.0, 0.6)
_NUMBER_COLOR = (0.05, 0.05, 0.05, 1.0)
_FONT, _LETTERS_PIXELS, _AROUND_PIXELS = 0, 14, 4


def draw(corners: Corners, color: Color, label: str) -> None:
    """Draw a box.

    :param corners: left, bottom, right and top, in pixels of the region.
    :param label: stands in its upper left corner; "" for nothing.
    """
    scale = bpy.context.preferences.system.ui_scale
    left, bottom, right, top = map(round, corners)
    line, edge = max(round(_LINE_PIXELS * scale), 1), max(round(_EDGE_PIXELS * scale), 1)
    gpu.state.blend_set("ALPHA")
    _fill(_frame((left - edge, bottom - edge, right + edge, top + edge), line + 2 * edge), _EDGE_COLOR)
    _fill(_frame((left, bottom, right, top), line), color)
    if label:
        around = round(_AROUND_PIXELS * scale)
        blf.size(_FONT, _LETTERS_PIXELS * scale)
        width, height = blf.dimensions(_FONT, label)
        _fill([(left, top - height - 2 * around - line, left + width + 2 * around + line, top)], color)
        blf.color(_FONT, *_NUMBER_COLOR)
        blf.position(_FONT, left + line + around, top - height - around - line, 0.0)
        blf.draw(_FONT, label)
    gpu.state.blend_set("NONE")


def _frame(corners: Corners, thickness: float) -> list[Corners]:
    """Return the four sides of a box as rectangles that do not overlap."""
    left, bottom, right, top = corners
    low, high = bottom + thickness, top - thickness
    return [
        (left, bottom, right, low),
        (left, high, right, top),
        (left, low, left + thickness, high),
        (right - thickness, low, right, high),
    ]


def _fill(rectangles: Iterable[Corners], color: Color) -> None:
    points: list[tuple[float, float, float]] = []
    for left, bottom, right, top in rectangles:
        a, b, c, d = (left, bottom, 0.0), (right, bottom, 0.0), (right, top, 0.0), (left, top, 0.0)
        points += [a, b, c, a, c, d]
    shader = gpu.shader.from_builtin("UNIFORM_COLOR")
    shader.uniform_float("color", color)
    batch_for_shader(shader, "TRIS", {"pos": points}).draw(shader)

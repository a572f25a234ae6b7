# SPDX-License-Identifier: GPL-3.0-or-later
"""Lengths in words, as the fields of the scene show them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from bpy.types import Scene

UNITS = {
    "KILOMETERS": (1000.0, " km"),
    "METERS": (1.0, " m"),
    "CENTIMETERS": (0.01, " cm"),
    "MILLIMETERS": (0.001, " mm"),
    "MICROMETERS": (1e-6, " µm"),
    "MILES": (1609.344, " mi"),
    "FEET": (0.3048, "'"),
    "INCHES": (0.0254, '"'),
    "THOU": (2.54e-5, " thou"),
}
"""Meters of one, and its sign, as Blender writes it. ADAPTIVE is none of them: Blender takes one that fits."""
_DIGITS = 3


def length_words(scene: Scene, meters: float, *, precision: int = 2) -> str:
    """Return a length in the unit that is chosen for the scene: “75 cm”, “750 mm”, “2.46'”.

    :param precision: of what Blender writes in the unit that fits.
    """
    units = scene.unit_settings
    if units.system == "NONE" or units.length_unit not in UNITS:
        return str(bpy.utils.units.to_string(units.system, "LENGTH", meters, precision=precision)).strip()
    meters_of_one, sign = UNITS[units.length_unit]
    return f"{_rounded(meters / meters_of_one)}{sign}"


def _rounded(value: float) -> str:
    """Return a number to three digits, all of those before the point, without zeros at its end."""
    before_point = math.floor(math.log10(abs(value))) + 1 if value else 1
    text = f"{value:.{max(_DIGITS - before_point, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

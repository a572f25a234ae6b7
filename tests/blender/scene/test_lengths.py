# SPDX-License-Identifier: GPL-3.0-or-later
"""Lengths are said as the fields of the scene show them."""

import re
from collections.abc import Callable
from types import ModuleType

import bpy
import pytest

Part = Callable[[str], ModuleType]


@pytest.mark.parametrize(
    ("system", "unit", "scale", "meters", "words"),
    [
        ("METRIC", "ADAPTIVE", 1.0, 0.75, "75 cm"),
        ("METRIC", "KILOMETERS", 1.0, 0.75, "0.00075 km"),
        ("METRIC", "METERS", 1.0, 0.75, "0.75 m"),
        ("METRIC", "CENTIMETERS", 1.0, 0.75, "75 cm"),
        ("METRIC", "MILLIMETERS", 1.0, 0.75, "750 mm"),
        ("METRIC", "MILLIMETERS", 0.001, 12.0, "12000 mm"),
        ("METRIC", "MICROMETERS", 1.0, 0.75, "750000 µm"),
        ("METRIC", "METERS", 1.0, 1.256, "1.26 m"),
        ("METRIC", "METERS", 1.0, 0.0, "0 m"),
        ("IMPERIAL", "ADAPTIVE", 1.0, 0.75, "2.5'"),
        ("IMPERIAL", "MILES", 1.0, 0.75, "0.000466 mi"),
        ("IMPERIAL", "FEET", 1.0, 0.75, "2.46'"),
        ("IMPERIAL", "INCHES", 0.01, 0.75, '29.5"'),
        ("IMPERIAL", "THOU", 1.0, 0.75, "29528 thou"),
        ("NONE", "ADAPTIVE", 1.0, 0.75, "0.75"),
        ("NONE", "ADAPTIVE", 0.001, 0.75, "0.75"),
    ],
)
def test_a_length_is_said_in_the_unit_of_the_scenes_fields(
    part: Part, system: str, unit: str, scale: float, meters: float, words: str
) -> None:
    units = bpy.context.scene.unit_settings
    units.system, units.scale_length = system, scale
    units.length_unit = unit
    assert part("scene.measure.lengths").length_words(bpy.context.scene, meters) == words


def test_every_unit_that_blender_offers_is_known(part: Part) -> None:
    units = bpy.context.scene.unit_settings
    for system in ("METRIC", "IMPERIAL"):
        units.system = system
        with pytest.raises(TypeError, match="not found in") as told:
            units.length_unit = "no such unit"
        offered = set(re.findall(r"'([A-Z]+)'", str(told.value))) - {"ADAPTIVE"}
        assert len(offered) > 2
        assert offered <= set(part("scene.measure.lengths").UNITS)

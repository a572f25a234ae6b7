# SPDX-License-Identifier: GPL-3.0-or-later
"""A metre is a metre, whatever units the scene has."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from blockout_scene import new_box

Jobs = Callable[[], tuple[Any, ...]]
Part = Callable[[str], ModuleType]
Props = Callable[[str], list[bpy.types.Object]]


@pytest.mark.parametrize(
    ("system", "scale"), [("METRIC", 0.01), ("IMPERIAL", 1.0), ("IMPERIAL", 0.3048), ("NONE", 1.0)]
)
def test_a_metre_is_a_metre_in_every_scene(send: Any, arrive: Any, props_of: Props, system: str, scale: float) -> None:
    units, settings = bpy.context.scene.unit_settings, bpy.context.scene.rodin_props
    units.system, units.scale_length = system, scale
    settings.height_meters = 1.0
    shown = bpy.utils.units.to_value(system, "LENGTH", "1m") / scale if system != "NONE" else 1.0
    assert settings.size == pytest.approx(shown)  # what Blender shows as 1 m, or as 3.28 feet
    settings.size = shown * 2.0
    assert settings.height_meters == pytest.approx(2.0)
    job_id = send(None)
    arrive()
    (prop,) = props_of(job_id)
    assert prop.dimensions.z * scale == pytest.approx(2.0, rel=0.01)


def test_a_box_in_a_scene_in_centimetres_is_filled(send: Any, arrive: Any, props_of: Props, jobs: Jobs) -> None:
    units = bpy.context.scene.unit_settings
    units.system, units.scale_length = "METRIC", 0.01
    job_id = send(new_box("Box", size=(50.0, 50.0, 100.0)))
    assert jobs()[0].target.size_meters == pytest.approx(1.0)
    arrive()
    (prop,) = props_of(job_id)
    ratios = [has / given for has, given in zip(prop.dimensions, (50.0, 50.0, 100.0), strict=True)]
    assert max(ratios) == pytest.approx(1.0, rel=0.01)

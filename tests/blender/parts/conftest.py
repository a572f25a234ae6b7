# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop that is split, and what is to be seen of its parts."""

from collections.abc import Callable
from typing import Any

import bpy
import pytest
from variant_scene import activate, make_prop

SPLIT = {"instruction": "drawer, door, knob", "strength": 4, "seed": 3}


@pytest.fixture
def chest(online: Any) -> bpy.types.Object:
    """A prop that was just made, selected. It is the same chest each time."""
    bpy.context.scene.rodin_props.seed = 7
    return make_prop("a chest of drawers", height_meters=0.9)


@pytest.fixture
def split(online: Any) -> Callable[..., list[bpy.types.Object]]:
    """A function that splits an object and returns what came, the root first."""

    def run(target: bpy.types.Object, **properties: Any) -> list[bpy.types.Object]:
        activate(target)
        before = set(bpy.data.objects)
        assert bpy.ops.rodin_props.split_into_parts(**{**SPLIT, **properties}) == {"FINISHED"}
        bpy.context.view_layer.update()
        new = set(bpy.data.objects) - before
        roots = [each for each in new if each.parent not in new]
        return sorted(roots, key=lambda each: each.name) + sorted(new - set(roots), key=lambda each: each.name)

    return run

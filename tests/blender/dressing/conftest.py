# SPDX-License-Identifier: GPL-3.0-or-later
"""A street of boxes that are to be dressed."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from blockout_scene import new_box

Part = Callable[[str], ModuleType]
NAMES = ("street lamp", "park_bench", "Bin.001")


@pytest.fixture
def dressing(online: Any) -> Any:
    """What the props of the scene's set share; the set is a collection with three boxes."""
    online.scenario(max_faces=500, texture_pixels=64)
    street = bpy.data.collections.new("Street")
    bpy.context.scene.collection.children.link(street)
    for number, name in enumerate(NAMES):
        new_box(name, size=(0.5, 0.5, 1.0 + number), location=(3.0 * number, 0.0, 0.0), collection=street)
    bpy.context.view_layer.update()
    shared = bpy.context.scene.rodin_props_dressing
    shared.collection = street
    return shared


@pytest.fixture
def stages(part: Part) -> Callable[[], dict[str, str]]:
    """A function that gives how far each blockout of the set is, in the order of the table."""

    def read() -> dict[str, str]:
        part("session.session").current().refresh()
        return {row.name: row.stage.value for row in part("session.dressing.rows").rows(bpy.context)}

    return read


@pytest.fixture
def dress() -> Callable[[], None]:
    """A function that presses the button."""

    def press() -> None:
        bpy.ops.ed.undo_push(message="Layout")
        assert bpy.ops.rodin_props.dress() == {"FINISHED"}
        bpy.context.view_layer.update()

    return press


@pytest.fixture
def props(part: Part) -> Callable[[], list[bpy.types.Object]]:
    """A function that gives the props of the open file."""
    provenance = part("scene.provenance").provenance_of
    return lambda: [each for each in bpy.context.scene.objects if provenance(each) is not None]

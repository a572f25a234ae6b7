# SPDX-License-Identifier: GPL-3.0-or-later
"""What the background Blender measured is taken from it; only what makes no sense is measured again."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]
KEY = "rodin_props_measured"


@pytest.fixture
def rewritten(chair_files: Path, tmp_path: Path, addon: ModuleType) -> Callable[[Callable[[Any], Any]], Path]:
    """A function that writes another text about the mesh into a copy of the prepared file."""

    def write(change: Callable[[Any], Any]) -> Path:
        with bpy.data.libraries.load(str(chair_files / "prepared.blend"), link=False) as (held, wanted):
            wanted.objects = held.objects
        (prop,) = wanted.objects
        told = change(json.loads(prop.data[KEY]))
        if told is None:
            del prop.data[KEY]
        else:
            prop.data[KEY] = told if isinstance(told, int) else json.dumps(told)
        path = tmp_path / "prepared.blend"
        bpy.data.libraries.write(str(path), {prop}, fake_user=True)
        bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
        return path

    return write


def _twice_as_big(told: dict[str, Any]) -> dict[str, Any]:
    return told | {"low": [2 * value for value in told["low"]], "high": [2 * value for value in told["high"]]}


def test_what_is_written_there_counts_and_no_point_is_looked_at(
    rewritten: Any, ready: Any, tick: Callable[[], None]
) -> None:
    ready(1, prepared=rewritten(_twice_as_big))
    tick()
    (prop,) = bpy.context.scene.objects
    bpy.context.view_layer.update()
    assert prop.dimensions.z == pytest.approx(0.45, rel=1e-3), "it was measured though it was said how big it is"


@pytest.mark.parametrize(
    "change",
    [
        lambda told: None,
        lambda told: 7,
        lambda told: [told],
        lambda told: told | {"low": [float("nan")] * 3},
        lambda told: told | {"high": [0.0, 0.0, float("inf")]},
        lambda told: told | {"low": told["high"], "high": told["low"]},
        lambda told: told | {"high": told["low"]},
        lambda told: told | {"high": [1.0, 2.0]},
        lambda told: _twice_as_big(told) | {"vertices": told["vertices"] + 1},
        lambda told: _twice_as_big(told) | {"outline": [[1.0, float("nan"), 0.0]]},
        lambda told: {},
    ],
    ids=["missing", "number", "list", "nan", "inf", "inverted", "flat", "short", "other mesh", "outline", "empty"],
)
def test_what_makes_no_sense_is_measured_again(
    rewritten: Any, ready: Any, tick: Callable[[], None], change: Callable[[Any], Any]
) -> None:
    ready(1, prepared=rewritten(change))
    tick()
    (prop,) = bpy.context.scene.objects
    bpy.context.view_layer.update()
    assert prop.dimensions.z == pytest.approx(0.9, rel=1e-4)


def test_an_edited_mesh_says_nothing_that_is_untrue(ready: Any, tick: Callable[[], None]) -> None:
    ready(1)
    tick()
    (prop,) = bpy.context.scene.objects
    assert KEY not in prop.data


def test_it_tells_the_bounds_and_the_outline(chair_files: Path, addon: ModuleType) -> None:
    with bpy.data.libraries.load(str(chair_files / "prepared.blend"), link=False) as (held, wanted):
        wanted.meshes = held.meshes
    (mesh,) = wanted.meshes
    told = json.loads(mesh[KEY])
    for axis in range(3):
        values = [vertex.co[axis] for vertex in mesh.vertices]
        assert (told["low"][axis], told["high"][axis]) == pytest.approx((min(values), max(values)))
        outline = [point[axis] for point in told["outline"]]
        assert (min(outline), max(outline)) == pytest.approx((min(values), max(values)), abs=0.05)

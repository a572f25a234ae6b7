# SPDX-License-Identifier: GPL-3.0-or-later
"""Levels have the faces that they promise, and look like the full mesh from six sides: drawn here, not measured."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from drawn_outlines import Outlines, triangles_of
from preparing import prepare
from sandbox_models import write_model

Part = Callable[[str], ModuleType]
Make = Callable[[Path], Any]

LEAST = {"HALF": 0.97, "QUARTER": 0.97, "TENTH": 0.93, "PROXY": 0.85}
SHARES = {"HALF": 0.5, "QUARTER": 0.25, "TENTH": 0.1}
MODELS: dict[str, dict[str, Any]] = {
    "a chair with thin legs": {"prompt": "a chair", "faces": 5000},
    "a thin sword": {"prompt": "a sword", "faces": 4000, "seed": 4},
    "a lantern": {"prompt": "a lantern", "faces": 9000, "seed": 5, "mesh_mode": "Raw"},
}
DENSE: dict[str, dict[str, Any]] = {
    "a tree of 36,000 triangles": {"prompt": "a tree", "faces": 18_000, "seed": 2},
    "a vase of 200,000 triangles": {"prompt": "a vase", "faces": 200_000, "mesh_mode": "Raw"},
}


def assert_as_promised(made: Any) -> None:
    outlines, triangles = Outlines(made.full), len(triangles_of(made.full))
    assert made.words == set(LEAST)
    for word, least in LEAST.items():
        level = made.level(word)
        count = len(triangles_of(level))
        if word == "PROXY":
            assert any(abs(count - promised) <= 0.05 * promised for promised in (400, 800))
        else:
            assert abs(count - SHARES[word] * triangles) <= 0.05 * SHARES[word] * triangles
        found = outlines.overlaps(level)
        assert min(found) >= least, (word, found)


def prop_of(model: dict[str, Any], part: Part, folder: Path) -> Path:
    """The .blend of a prop that was prepared from a model."""
    glb = write_model(folder / "model.glb", texture_pixels=64, **model)
    answer = prepare(part("scene.background.commands").prepare_command(), glb, restore_quads="mesh_mode" not in model)
    assert answer["ok"]
    return folder / "prepared.blend"


@pytest.mark.parametrize("name", MODELS)
def test_levels_of_props_are_as_promised(name: str, part: Part, make: Make, tmp_path: Path) -> None:
    made = make(prop_of(MODELS[name], part, tmp_path))
    assert made.answer["notices"] == []
    assert_as_promised(made)


@pytest.mark.long
@pytest.mark.parametrize("name", DENSE)
def test_levels_of_dense_props_are_as_promised(name: str, part: Part, make: Make, tmp_path: Path) -> None:
    assert_as_promised(make(prop_of(DENSE[name], part, tmp_path)))


def grid(across: int, along: int, place: Callable[..., Any]) -> bpy.types.Mesh:
    """An open mesh of quads; ``place`` takes and returns arrays."""
    u, v = (each.ravel() for each in numpy.meshgrid(numpy.linspace(0, 1, across + 1), numpy.linspace(0, 1, along + 1)))
    index = numpy.arange((across + 1) * (along + 1)).reshape(along + 1, across + 1)
    quads = numpy.stack((index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]), axis=-1).reshape(-1, 4)
    mesh = bpy.data.meshes.new("open")
    mesh.from_pydata(numpy.stack(numpy.broadcast_arrays(*place(u, v)), axis=1).tolist(), [], quads.tolist())
    return mesh


OPEN: dict[str, Callable[[], bpy.types.Mesh]] = {
    "a leaf without thickness": lambda: grid(
        100, 60, lambda u, v: (u, (v - 0.5) * numpy.sin(u * numpy.pi), 0.05 * numpy.sin(6 * u + 3 * v))
    ),
    "a bowl without thickness": lambda: grid(
        120, 60, lambda u, v: (numpy.cos(u * 6.2832) * v, numpy.sin(u * 6.2832) * v, v * v)
    ),
    "a coil of wire": lambda: grid(
        1200,
        8,
        lambda u, v: (
            numpy.cos(u * 20) * (0.5 + 0.02 * numpy.cos(v * 6.2832)),
            numpy.sin(u * 20) * (0.5 + 0.02 * numpy.cos(v * 6.2832)),
            u + 0.02 * numpy.sin(v * 6.2832),
        ),
    ),
    "a flat sheet": lambda: grid(60, 60, lambda u, v: (u, v, 0.0)),
}


@pytest.mark.parametrize("name", OPEN)
def test_levels_of_thin_and_open_meshes_are_as_promised(name: str, make: Make, blend_of: Any) -> None:
    assert_as_promised(make(blend_of(OPEN[name]())))


def test_a_level_that_would_not_look_like_it_is_left_out_and_named(make: Make, blend_of: Any) -> None:
    mesh = bpy.data.meshes.new("Dice")
    corners = [(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)]
    mesh.from_pydata(corners, [], [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)])
    made = make(blend_of(mesh))
    assert made.words == {"PROXY"}
    assert len(triangles_of(made.level("PROXY"))) == 12
    assert len(made.answer["notices"]) == 3
    assert made.answer["notices"][0].startswith("“Dice” has no level “half”")

# SPDX-License-Identifier: GPL-3.0-or-later
"""A model split into parts: how many, where, what they are called, and in which files."""

import io
import zipfile
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import requests
import trimesh
from support.pictures import ramp
from support.plain_client import FULL, Caller
from support.sent_models import Box, colors_at_corners, placed_meshes, sent_glb

ONE = sent_glb(Box(low=(-1, 0, -0.5), high=(1, 3, 0.5)))
RED, BLUE = (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)
THREE = sent_glb(
    Box(low=(0, 0, 0), high=(4, 4, 4), color=RED),
    Box(low=(5, 0, 0), high=(7, 2, 2), color=BLUE),
    Box(low=(5, 3, 0), high=(6, 4, 1), color=BLUE),
)


def split(caller: Caller, model: bytes, **fields: str) -> dict[str, bytes]:
    """The whole way: name -> bytes of what is no preview."""
    files = [("image", ("look.png", ramp(), "image/png")), ("model", ("a.glb", model, "model/gltf-binary"))]
    return fetched(caller, caller.post("/bang", files=files, data={"seed": "1", **fields}).json())


def fetched(caller: Caller, answer: dict[str, Any]) -> dict[str, bytes]:
    assert "Failed" not in caller.wait(answer)
    files = {name: requests.get(url, timeout=30).content for name, url in caller.files(answer).items()}
    assert files.pop("preview.webp").startswith(b"RIFF")
    return files


def bounds(meshes: list[trimesh.Trimesh]) -> np.ndarray[Any, Any]:
    """The union's: low and high."""
    return np.array([np.min([m.bounds[0] for m in meshes], axis=0), np.max([m.bounds[1] for m in meshes], axis=0)])


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({}, 5),
        ({"strength": "2"}, 2),
        ({"strength": "12"}, 12),
        ({"instruction": "drawer, door, knob"}, 3),
        ({"instruction": "drawer, door, knob", "strength": "7"}, 7),
        ({"instruction": "drawer, door, knob", "strength": "2"}, 3),
    ],
)
def test_there_are_as_many_parts_as_asked_for(caller: Caller, fields: dict[str, str], count: int) -> None:
    assert len(placed_meshes(split(caller, ONE, **fields)["bang.glb"])) == count


@pytest.mark.parametrize("count", [1, 12])
def test_there_are_as_many_parts_as_the_setting_says(caller: Caller, count: int) -> None:
    caller.sandbox.scenario(bang_parts=count)
    for model in (ONE, THREE):
        assert len(placed_meshes(split(caller, model, strength="3")["bang.glb"])) == count


@pytest.mark.parametrize("seed", ["1", "2"])
def test_together_they_fill_the_bounds_of_the_whole(caller: Caller, seed: str) -> None:
    caller.sandbox.scenario(model_shape="trimesh")
    meshes = placed_meshes(split(caller, ONE, strength="4", explode_strength="0", seed=seed)["bang.glb"])
    scale = 1.9 / 3
    assert bounds(list(meshes.values())) == pytest.approx(np.array([[-1, -1.5, -0.5], [1, 1.5, 0.5]]) * scale, abs=1e-4)
    heights = sorted((mesh.bounds[0][1], mesh.bounds[1][1]) for mesh in meshes.values())
    for (_, top), (bottom, _) in pairwise(heights):
        assert top == pytest.approx(bottom, abs=0.02)


def test_they_stay_where_they_were_sent_if_that_is_set(caller: Caller) -> None:
    caller.sandbox.scenario(bang_normalised=False, bang_drift=0)
    meshes = placed_meshes(split(caller, THREE, strength="3", explode_strength="0")["bang.glb"])
    assert bounds(list(meshes.values())) == pytest.approx(np.array([[0, 0, 0], [7, 4, 4]]), abs=1e-5)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_they_move_apart_from_the_middle(caller: Caller, seed: str) -> None:
    spans = []
    for explode in ("0", "1", "2.5"):
        meshes = placed_meshes(split(caller, ONE, strength="4", seed=seed, explode_strength=explode)["bang.glb"])
        spans.append(float(np.ptp(bounds(list(meshes.values())), axis=0)[1]))
    assert spans[0] == pytest.approx(1.9, abs=1e-4)
    assert (spans[2] - spans[0]) == pytest.approx(2.5 * (spans[1] - spans[0]), rel=1e-3)
    caller.sandbox.scenario(bang_explode=1)
    meshes = placed_meshes(split(caller, ONE, strength="4", seed=seed, explode_strength="0")["bang.glb"])
    assert np.ptp(bounds(list(meshes.values())), axis=0)[1] == pytest.approx(spans[1], abs=1e-4)


def test_what_hangs_together_stays_together(caller: Caller) -> None:
    caller.sandbox.scenario(bang_normalised=False)
    meshes = placed_meshes(split(caller, THREE, strength="3", explode_strength="0")["bang.glb"])
    sizes = sorted(round(float(mesh.volume), 1) for mesh in meshes.values())
    assert sizes == pytest.approx([1, 8, 64], rel=0.05)


def test_they_are_closed_and_look_like_the_whole(caller: Caller) -> None:
    caller.sandbox.scenario(texture_pixels=256)
    meshes = placed_meshes(split(caller, THREE, strength="5")["bang.glb"])
    shown = []
    for mesh in meshes.values():
        bare = trimesh.Trimesh(mesh.vertices, mesh.faces)
        assert bare.is_watertight
        _, colors = colors_at_corners(mesh)
        shown.append(int(np.median(colors, axis=0).argmax()))
        assert np.median(colors, axis=0).max() > 240
    assert set(shown) == {0, 2}


def test_a_grey_model_takes_the_picture(caller: Caller) -> None:
    caller.sandbox.scenario(texture_pixels=256)
    meshes = placed_meshes(split(caller, ONE, strength="2", explode_strength="0")["bang.glb"])
    places, colors = (np.concatenate(each) for each in zip(*map(colors_at_corners, meshes.values()), strict=True))
    share = (places[:, 1] - places[:, 1].min()) / np.ptp(places[:, 1])
    assert np.quantile(np.abs(colors[:, 0] / 255 - share), 0.9) < 0.15


def test_their_points_drift(caller: Caller) -> None:
    ball = trimesh.Scene(trimesh.creation.icosphere(subdivisions=3, radius=0.95)).export(file_type="glb")
    moved = []
    for drift in (0, 0.01):
        caller.sandbox.scenario(bang_drift=drift, model_shape="trimesh")
        meshes = placed_meshes(split(caller, ball, strength="2", explode_strength="0")["bang.glb"])
        points = np.concatenate([mesh.vertices for mesh in meshes.values()])
        moved.append(float(np.median(np.abs(np.linalg.norm(points, axis=1) - 0.95))))
    assert moved[0] < 1e-6
    assert 0.0005 < moved[1] < 0.03


WANTED = {"wanted": ["drawer", "drawer_2", "knob", "knob_2"], "numbered": [f"part_{i}" for i in range(4)]}


@pytest.mark.parametrize("names", ["wanted", "numbered", "none"])
@pytest.mark.parametrize("files", ["one", "many", "zip"])
def test_files_and_names_are_as_set(caller: Caller, files: str, names: str) -> None:
    caller.sandbox.scenario(bang_files=files, bang_names=names)
    got = split(caller, ONE, strength="4", instruction=" drawer,knob ,, drawer", material="All")
    expected = WANTED.get(names, [f"bang_{number}" for number in range(4)])
    if files == "one":
        assert set(got) == {"bang.glb", "bang_shaded.glb"}
        models = [got["bang.glb"]]
    elif files == "many":
        assert set(got) == {f"{name}{end}.glb" for name in expected for end in ("", "_shaded")}
        models = [data for name, data in got.items() if "shaded" not in name]
    else:
        assert set(got) == {"bang.zip", "bang_shaded.zip"}
        with zipfile.ZipFile(io.BytesIO(got["bang.zip"])) as archive:
            assert sorted(archive.namelist()) == sorted(f"{name}.glb" for name in expected)
            models = [archive.read(name) for name in archive.namelist()]
    nodes = sorted(name for model in models for name in placed_meshes(model))
    if names == "none":
        assert not set(nodes) & {name for each in WANTED.values() for name in each}
        assert len(nodes) == 4
    else:
        assert nodes == expected


def test_names_never_become_paths_by_themselves(caller: Caller) -> None:
    caller.sandbox.scenario(bang_files="many")
    assert set(split(caller, ONE, instruction="../../a b, c\\d")) == {"______a_b.glb", "c_d.glb"}


def test_a_chest_of_drawers_comes_apart(caller: Caller) -> None:
    chest = caller.submit(prompt="a chest of drawers", **FULL).json()
    caller.wait(chest)
    fields = {"asset_id": chest["uuid"], "instruction": "drawer, door, knob", "explode_strength": "0"}
    meshes = placed_meshes(fetched(caller, caller.post("/bang", data=fields).json())["bang.glb"])
    assert sorted(meshes) == ["door", "drawer", "knob"]
    url = caller.files(chest)["base_basic_pbr.glb"]
    whole = bounds(list(placed_meshes(requests.get(url, timeout=30).content).values()))
    assert np.ptp(bounds(list(meshes.values())), axis=0) == pytest.approx(np.ptp(whole, axis=0), rel=1e-3)

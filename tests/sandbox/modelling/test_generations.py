# SPDX-License-Identifier: GPL-3.0-or-later
"""GLBs are written in the three ways in which the service has written them."""

import io
from functools import cache
from typing import Any

import numpy as np
import pytest
import trimesh
from support.glb_reading import GlbFile, read_glb

from sandbox.modelling.files.generations import GENERATIONS
from sandbox.modelling.job import ModelJob
from sandbox.modelling.make import make_files
from sandbox.state.settings import MODEL_SHAPES

SMALL: dict[str, Any] = {"prompt": "a wooden chair", "faces": 1500, "texture_pixels": 128}


@cache
def glb(**job: Any) -> bytes:
    """The only GLB of a job."""
    (data,) = (data for name, data in make_files(ModelJob(**{**SMALL, **job})).items() if name.endswith(".glb"))
    return data


def read(**job: Any) -> GlbFile:
    return read_glb(glb(**job))


def in_scene(data: bytes) -> Any:
    """The mesh as it stands in the scene, its node's turn done."""
    return trimesh.load(io.BytesIO(data), file_type="glb", force="mesh", process=False)


def test_settings_and_files_know_the_same_generations() -> None:
    assert tuple(GENERATIONS) == MODEL_SHAPES


def test_three_seeds_in_a_row_give_all_three() -> None:
    generators = [read(seed=seed).content["asset"]["generator"] for seed in range(6)]
    assert generators[:3] == generators[3:]
    assert len(set(generators)) == 3
    assert read(seed=1, shape="trimesh").content["asset"]["generator"] == generators[0]


def test_the_one_of_trimesh_has_a_root_above_the_model() -> None:
    file = read(shape="trimesh")
    assert file.content["nodes"] == [{"name": "world", "children": [1]}, {"name": "model", "mesh": 0}]
    assert (file.material["name"], file.material["doubleSided"]) == ("place_holder", True)
    assert "samplers" not in file.content
    assert all("name" not in image for image in file.content["images"])


def test_the_one_of_blender_4_0_turns_its_node() -> None:
    file = read(shape="blender-4.0")
    (node,) = file.content["nodes"]
    assert node["rotation"] == pytest.approx([0.5**0.5, 0, 0, 0.5**0.5])
    assert file.material["name"] == "CustomMaterial"
    upright, lying = in_scene(glb(shape="blender-4.0")), file.attribute("POSITION")
    assert np.ptp(lying, axis=0)[2] == pytest.approx(upright.extents[1])
    assert lying[:, 2].max() == pytest.approx(0, abs=1e-6)


def test_the_one_of_blender_4_3_has_tangents_along_the_texture() -> None:
    file = read(shape="blender-4.3")
    assert file.content["nodes"] == [{"name": "model", "mesh": 0}]
    assert file.material["name"] == "model"
    tangents, normals = file.attribute("TANGENT"), file.attribute("NORMAL")
    assert np.linalg.norm(tangents[:, :3], axis=1) == pytest.approx(1, abs=1e-5)
    assert set(tangents[:, 3]) <= {1.0, -1.0}
    assert abs((tangents[:, :3] * normals).sum(axis=1)).max() < 1e-5
    places, uvs, triangles = file.attribute("POSITION"), file.attribute("TEXCOORD_0"), file.triangles()
    one, two = (places[triangles[:, i]] - places[triangles[:, 0]] for i in (1, 2))
    (u1, v1), (u2, v2) = ((uvs[triangles[:, i]] - uvs[triangles[:, 0]]).T[:, :, None] for i in (1, 2))
    size = u1 * v2 - u2 * v1
    along, up = (one * v2 - two * v1) / size, (one * u2 - two * u1) / size
    there = tangents[triangles[:, 0]]
    other = np.cross(normals[triangles[:, 0]], there[:, :3]) * there[:, 3:]
    assert ((there[:, :3] * along).sum(axis=1) > 0).mean() > 0.97
    assert ((other * up).sum(axis=1) > 0).mean() > 0.97


@pytest.mark.parametrize("shape", MODEL_SHAPES)
@pytest.mark.parametrize("source", ["a wooden chair", "a mug"])
def test_all_stand_upright_in_the_scene(shape: str, source: str) -> None:
    mesh, first = (in_scene(glb(prompt=source, shape=each)) for each in (shape, "trimesh"))
    offset = mesh.bounds.mean(axis=0) - first.bounds.mean(axis=0)
    assert mesh.triangles_center - offset == pytest.approx(first.triangles_center, abs=1e-5)
    assert mesh.volume > 0


def test_origins_differ_by_generation() -> None:
    low, high = in_scene(glb(shape="trimesh")).bounds
    assert low + high == pytest.approx(0, abs=1e-5)
    low, high = in_scene(glb(shape="blender-4.0")).bounds
    assert low[1] == pytest.approx(0, abs=1e-5)
    assert min(abs(low + high)[[0, 2]]) > 0.02
    low, high = in_scene(glb(shape="blender-4.3")).bounds
    assert (low + high)[[0, 2]] == pytest.approx(0, abs=1e-5)
    assert low[1] == pytest.approx(0, abs=1e-5)


def test_models_are_1_9_mostly_and_1_0_sometimes() -> None:
    sizes = [in_scene(glb(seed=seed)).extents.max() for seed in range(8)]
    assert sorted(sizes) == pytest.approx([1.0] + [1.9] * 7)
    assert in_scene(glb(seed=6, longest_side=2.5)).extents.max() == pytest.approx(2.5)


@pytest.mark.parametrize("shape", MODEL_SHAPES)
def test_bounds_and_numbers_are_what_the_file_says(shape: str) -> None:
    file = read(shape=shape)
    accessor = file.content["accessors"][file.primitive["attributes"]["POSITION"]]
    places = file.attribute("POSITION")
    assert accessor["min"] == pytest.approx(places.min(axis=0))
    assert accessor["max"] == pytest.approx(places.max(axis=0))
    assert file.triangles().max() == len(places) - 1
    assert np.linalg.norm(file.attribute("NORMAL"), axis=1) == pytest.approx(1, abs=1e-5)

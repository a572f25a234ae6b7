# SPDX-License-Identifier: GPL-3.0-or-later
"""A second, denser mesh; larger textures; and models squeezed by somebody afterwards."""

import io
from typing import Any

import numpy as np
import pytest
import trimesh
from PIL import Image
from support.glb_reading import halves_of_quads, read_glb
from support.pictures import teapot

from sandbox.modelling.job import ModelJob
from sandbox.modelling.make import make_files
from sandbox.modelling.mesh import Mesh
from sandbox.modelling.refinement import MOST_QUADS, sixteen_times
from sandbox.state.settings import MODEL_SHAPES

SOURCES: list[dict[str, Any]] = [{"prompt": "a wooden chair"}, {"images": (teapot(),)}]


def made(**job: Any) -> dict[str, bytes]:
    return make_files(ModelJob(**{"faces": 1500, "texture_pixels": 64, **job}))


@pytest.mark.parametrize("source", SOURCES)
def test_the_dense_copy_is_the_same_thing_of_sixteen_times_as_many_quads(source: dict[str, Any]) -> None:
    files = made(**source, with_dense_copy=True)
    assert set(files) == {"base_basic_pbr.glb", "base_high_pbr.glb", "preview.webp"}
    usual, dense = (read_glb(files[f"base_{kind}_pbr.glb"]) for kind in ("basic", "high"))
    assert len(dense.triangles()) == 16 * len(usual.triangles())
    assert halves_of_quads(dense.places()[1]).all()
    sizes = [np.ptp(file.attribute("POSITION"), axis=0) for file in (usual, dense)]
    assert sizes[1] == pytest.approx(sizes[0])
    one, other = (
        trimesh.load(io.BytesIO(files[f"base_{kind}_pbr.glb"]), file_type="glb", force="mesh")
        for kind in ("basic", "high")
    )
    assert other.volume == pytest.approx(one.volume, rel=0.05)


def test_the_dense_copy_of_a_dense_mesh_stays_within_bounds() -> None:
    count = MOST_QUADS // 4
    quads = np.tile(np.arange(4), (count, 1))
    mesh = Mesh(points=np.eye(4)[:, :3], quads=quads, uvs=np.zeros((count, 4, 2)))
    assert len(sixteen_times(mesh).quads) == 4 * count


@pytest.mark.parametrize(
    ("material", "names"),
    [
        ("None", {"base.glb", "base_high.glb"}),
        ("All", {f"base_{kind}_{look}.glb" for kind in ("basic", "high") for look in ("pbr", "shaded")}),
    ],
)
def test_every_material_has_its_dense_copy(material: str, names: set[str]) -> None:
    assert set(made(prompt="a mug", material=material, with_dense_copy=True)) - {"preview.webp"} == names


def test_huge_textures_are_as_large_as_asked() -> None:
    file = read_glb(made(images=(teapot(),), material="Shaded", texture_pixels=6144)["base_basic_shaded.glb"])
    assert Image.open(io.BytesIO(file.picture(file.material["emissiveTexture"]))).size == (6144, 6144)


@pytest.mark.parametrize("shape", MODEL_SHAPES)
@pytest.mark.parametrize("source", SOURCES)
def test_a_quantised_model_is_the_same_in_whole_numbers(shape: str, source: dict[str, Any]) -> None:
    plain, small = (made(**source, shape=shape, squeeze=each)["base_basic_pbr.glb"] for each in ("", "quantised"))
    file, whole = read_glb(small), read_glb(plain)
    assert file.content["extensionsRequired"] == file.content["extensionsUsed"] == ["KHR_mesh_quantization"]
    kinds = {
        name: file.content["accessors"][number]["componentType"]
        for name, number in file.primitive["attributes"].items()
    }
    assert kinds == {"POSITION": 5122, "NORMAL": 5120, "TEXCOORD_0": 5123}
    assert file.triangles().tolist() == whole.triangles().tolist()
    assert file.attribute("TEXCOORD_0") / 65535 == pytest.approx(whole.attribute("TEXCOORD_0"), abs=1e-5)
    node = file.content["nodes"][-1]
    places = in_scene(file.attribute("POSITION") / 32767 * node["scale"][0], node) + np.array(node["translation"])
    wanted = in_scene(whole.attribute("POSITION"), whole.content["nodes"][-1])
    assert places == pytest.approx(wanted, abs=1e-4)
    bounds = file.content["accessors"][file.primitive["attributes"]["POSITION"]]
    assert bounds["min"] == file.attribute("POSITION").min(axis=0).tolist()


def in_scene(places: Any, node: dict[str, Any]) -> Any:
    """Places after the turn of their node, which is none or by 90 degrees about X."""
    return np.stack([places[:, 0], -places[:, 2], places[:, 1]], axis=1) if "rotation" in node else places

# SPDX-License-Identifier: GPL-3.0-or-later
"""Models are real: closed, of the asked size and shape, and made from what was sent."""

import io
import json
import struct
from functools import cache
from typing import Any

import numpy as np
import pytest
import trimesh
from PIL import Image
from support.pictures import photo, teapot

from sandbox.modelling.job import ModelJob
from sandbox.modelling.make import make_files
from sandbox.modelling.pictures.cutout import cut_out
from sandbox.modelling.solids.words import THINGS

SMALL: dict[str, Any] = {"faces": 4000, "texture_pixels": 256}


def load(glb: bytes) -> trimesh.Trimesh:
    """The whole model as one mesh, as it is in the file."""
    mesh = trimesh.load(io.BytesIO(glb), file_type="glb", force="mesh", process=False)
    assert isinstance(mesh, trimesh.Trimesh)
    return mesh


def welded(mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    """Points at the same place become one, whatever their texture coordinates."""
    bare = trimesh.Trimesh(mesh.vertices, mesh.faces, process=False)
    bare.merge_vertices()
    return bare


def content(glb: bytes) -> Any:
    """The JSON chunk."""
    return json.loads(glb[20 : 20 + struct.unpack_from("<I", glb, 12)[0]])


def base_color(glb: bytes) -> np.ndarray[Any, Any]:
    """The base colour's picture, RGB."""
    head = content(glb)
    texture = head["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"]["index"]
    view = head["bufferViews"][head["images"][head["textures"][texture]["source"]]["bufferView"]]
    start = 28 + struct.unpack_from("<I", glb, 12)[0] + view["byteOffset"]
    return np.asarray(Image.open(io.BytesIO(glb[start : start + view["byteLength"]])).convert("RGB"))


@cache
def made(**job: Any) -> dict[str, bytes]:
    """Files of a job; the same job is made once."""
    return make_files(ModelJob(**{**SMALL, **job}))


def front_of(mesh: trimesh.Trimesh, shape: tuple[int, int]) -> np.ndarray[Any, Any]:
    """The silhouette seen from the front, filling a picture of this shape."""
    import cv2

    low, high = mesh.bounds[:, :2]
    points = (mesh.vertices[:, :2] - low) / (high - low) * [shape[1] - 1, shape[0] - 1]
    picture = np.zeros(shape, np.uint8)
    for triangle in points[mesh.faces]:
        cv2.fillConvexPoly(picture, np.round(triangle).astype(np.int32), 1)
    return picture[::-1] > 0


@pytest.mark.parametrize("name", ["coffee", "rocket", "astronaut", "chelsea"])
@pytest.mark.parametrize("faces", [1000, 4000, 50_000])
def test_photographs_become_closed_models(name: str, faces: int) -> None:
    mesh = welded(load(made(images=(photo(name),), faces=faces)["base_basic_pbr.glb"]))
    assert (mesh.is_watertight, mesh.is_winding_consistent) == (True, True)
    assert mesh.volume > 0
    assert mesh.extents.max() == pytest.approx(1.9, abs=1e-3)
    assert mesh.extents.min() > 0.1


def test_the_subject_of_a_photograph_is_found() -> None:
    mask = cut_out(photo("coffee")).mask > 0.5
    assert mask.mean() > 0.6  # a cup on its saucer fills its own box, the table is gone
    rocket = cut_out(photo("rocket")).mask
    assert rocket.shape[0] > 2 * rocket.shape[1]  # what was found is tall and thin


def test_the_silhouette_is_the_pictures() -> None:
    alpha = np.asarray(Image.open(io.BytesIO(teapot())))[..., 3] > 127
    rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
    wanted = alpha[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    mesh = load(made(images=(teapot(),))["base_basic_pbr.glb"])
    assert mesh.extents[0] / mesh.extents[1] == pytest.approx(wanted.shape[1] / wanted.shape[0], rel=0.03)
    got = front_of(mesh, wanted.shape)
    assert (got & wanted).sum() / (got | wanted).sum() > 0.95


def test_the_colors_are_the_pictures() -> None:
    blue = base_color(made(images=(teapot(),))["base_basic_pbr.glb"]).reshape(-1, 3).astype(int)
    share = ((abs(blue - (40, 90, 200)) < 30).all(axis=1)).mean()
    assert share > 0.4
    assert not (blue.sum(axis=1) < 60).any()  # nothing of the empty ground bleeds in


def test_equal_jobs_give_equal_bytes_and_other_seeds_do_not() -> None:
    job = ModelJob(prompt="a wooden chair", seed=3, **SMALL)
    assert make_files(job) == make_files(job)
    assert make_files(job) != make_files(ModelJob(prompt="a wooden chair", seed=4, **SMALL))
    picture = ModelJob(images=(photo("coffee"),), seed=3, **SMALL)
    assert make_files(picture) == make_files(picture)


@pytest.mark.parametrize("source", [{"prompt": "a vase"}, {"images": (teapot(),)}])
@pytest.mark.parametrize(("faces", "mode"), [(1000, "Quad"), (4000, "Quad"), (18_000, "Quad"), (20_000, "Raw")])
def test_faces_are_about_as_many_as_asked(source: dict[str, Any], faces: int, mode: str) -> None:
    mesh = load(made(**source, faces=faces, mesh_mode=mode)["base_basic_pbr.glb"])
    triangles = faces if mode == "Raw" else 2 * faces
    assert len(mesh.faces) == pytest.approx(triangles, rel=0.15)


@pytest.mark.parametrize("source", [{"prompt": "a barrel"}, {"images": (teapot(),)}])
def test_half_a_million_triangles(source: dict[str, Any]) -> None:
    mesh = load(made(**source, faces=500_000, mesh_mode="Raw")["base_basic_pbr.glb"])
    assert len(mesh.faces) == pytest.approx(500_000, rel=0.15)


@pytest.mark.parametrize("thing", sorted({build: thing for thing, build in THINGS.items()}.values()))
def test_every_known_thing_is_closed(thing: str) -> None:
    mesh = welded(load(made(prompt=thing, seed=5)["base_basic_pbr.glb"]))
    assert (mesh.is_watertight, mesh.is_winding_consistent) == (True, True)
    assert mesh.volume > 0


@pytest.mark.parametrize("words", ["xyzzy", "quixotic machine", "[]", "日本語", "a" * 2000])
def test_unknown_words_give_something(words: str) -> None:
    assert welded(load(made(prompt=words)["base_basic_pbr.glb"])).is_watertight


def test_words_decide_the_shape() -> None:
    shapes = {
        thing: load(made(prompt=f"a {thing}")["base_basic_pbr.glb"]).extents for thing in ("sword", "table", "bed")
    }
    assert np.argmax(shapes["sword"]) == 1
    assert np.argmax(shapes["table"]) == 0
    assert np.argmax(shapes["bed"]) == 2
    tall = load(made(prompt="a tall cabinet")["base_basic_pbr.glb"]).extents
    plain = load(made(prompt="a wide cabinet")["base_basic_pbr.glb"]).extents
    assert tall[1] / tall[0] > 1.3 * plain[1] / plain[0]


def test_words_decide_the_color() -> None:
    def upper(prompt: str) -> Any:  # where the ball itself is painted; its stripe is below
        picture = base_color(made(prompt=prompt)["base_basic_pbr.glb"])
        return picture[: len(picture) // 2].reshape(-1, 3).mean(axis=0)

    red, green = upper("a red ball"), upper("a green ball")
    assert red[0] > 2 * red[1]
    assert green[1] > 1.5 * green[0]


@pytest.mark.parametrize("source", [{"prompt": "a chair"}, {"images": (teapot(),)}])
@pytest.mark.parametrize("bbox", [(100, 320, 100), (30, 100, 60), (1, 1, 1)])
def test_proportions_are_a_hard_target(source: dict[str, Any], bbox: tuple[int, int, int]) -> None:
    extents = load(made(**source, bbox=bbox)["base_basic_pbr.glb"]).extents
    assert extents / extents.max() == pytest.approx(np.array(bbox) / max(bbox), rel=1e-3)
    assert extents.max() == pytest.approx(1.9, abs=1e-3)


@pytest.mark.parametrize(
    ("material", "names"),
    [
        ("PBR", {"base_basic_pbr.glb"}),
        ("Shaded", {"base_basic_shaded.glb"}),
        ("All", {"base_basic_pbr.glb", "base_basic_shaded.glb"}),
        ("None", {"base.glb"}),
    ],
)
def test_materials(material: str, names: set[str]) -> None:
    files = made(prompt="a mug", material=material)
    assert set(files) == {*names, "preview.webp"}
    for name in names:
        surfaces = content(files[name]).get("materials", [])
        assert [("normalTexture" in surface) for surface in surfaces] == ([] if material == "None" else ["pbr" in name])


def test_textures_have_the_asked_size() -> None:
    assert base_color(made(prompt="a mug", texture_pixels=1024)["base_basic_pbr.glb"]).shape == (1024, 1024, 3)


def test_the_look_of_nodes_and_origin_differs_by_seed() -> None:
    heads = [content(made(prompt="a mug", seed=seed)["base_basic_pbr.glb"]) for seed in range(8)]
    assert {len(head["nodes"]) for head in heads} == {1, 2}
    floors = {round(load(made(prompt="a mug", seed=seed)["base_basic_pbr.glb"]).bounds[0][1], 2) for seed in range(8)}
    assert 0.0 in floors
    assert len(floors) > 1


def test_raw_meshes_may_be_unwelded() -> None:
    loose = load(made(prompt="a mug", mesh_mode="Raw", seed=1)["base_basic_pbr.glb"])
    tight = load(made(prompt="a mug", mesh_mode="Raw", seed=2)["base_basic_pbr.glb"])
    assert len(loose.vertices) == 3 * len(loose.faces)
    assert len(tight.vertices) < len(tight.faces)


def test_quads_survive_in_obj() -> None:
    files = made(prompt="a mug", file_format="obj")
    assert {"base.obj", "base.mtl", "texture_diffuse.png", "preview.webp"} <= set(files)
    faces = [line for line in files["base.obj"].splitlines() if line.startswith(b"f ")]
    assert {len(line.split()) for line in faces} == {5}
    assert trimesh.load(io.BytesIO(files["base.obj"]), file_type="obj", force="mesh").extents.max() == pytest.approx(
        1.9, abs=1e-3
    )


def test_stl_is_bare_geometry() -> None:
    files = made(prompt="a mug", file_format="stl")
    mesh = trimesh.load(io.BytesIO(files["base.stl"]), file_type="stl")
    assert mesh.extents.max() == pytest.approx(1.9, abs=1e-3)


def test_the_preview_shows_it() -> None:
    picture = np.asarray(Image.open(io.BytesIO(made(prompt="a red ball")["preview.webp"])).convert("RGB")).astype(int)
    red = (picture[..., 0] > picture[..., 1] + 40).mean()
    assert 0.2 < red < 0.9

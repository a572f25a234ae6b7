# SPDX-License-Identifier: GPL-3.0-or-later
"""New textures for a model: what becomes of the mesh, and which colour is at which place."""

from typing import Any

import numpy as np
import pytest
import requests
import trimesh
from support.pictures import disc, encoded, ramp, teapot
from support.plain_client import Caller
from support.sent_models import Box, colors_at_corners, placed_meshes, sent_glb

MESHES = ("same", "new_uvs", "normalised", "remade")
TURNED = {"translation": [4, 5, 6], "rotation": [0, 0, 0.5**0.5, 0.5**0.5], "scale": [1, 2, 0.5]}
MODELS = {
    "a box": sent_glb(Box()),
    "two boxes, one turned": sent_glb(Box(color=(1, 0, 0)), Box(node=TURNED), index_type="uint32"),
    "without texture coordinates": sent_glb(Box(), uvs=False, index_type="uint8"),
    "without normals": sent_glb(Box(low=(-3, 0, -1)), normals=False),
    "sides that share a texture": sent_glb(Box(tiled=True)),
}


def retextured(caller: Caller, model: bytes, picture: bytes | None = None, **fields: str) -> dict[str, bytes]:
    """The whole way: name -> bytes."""
    files = [("image", ("look.png", picture or ramp(), "image/png")), ("model", ("a.glb", model, "model/gltf-binary"))]
    answer = caller.post("/rodin_texture_only", files=files, data={"seed": "1", **fields}).json()
    assert "Failed" not in caller.wait(answer)
    return {name: requests.get(url, timeout=30).content for name, url in caller.files(answer).items()}


def only_mesh(files: dict[str, bytes], name: str = "base_basic_pbr.glb") -> trimesh.Trimesh:
    """The one mesh of a file."""
    (mesh,) = placed_meshes(files[name]).values()
    return mesh


@pytest.fixture
def fine(caller: Caller) -> Caller:
    """One whose textures show more than a few dots."""
    caller.sandbox.scenario(texture_pixels=512)
    return caller


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
@pytest.mark.parametrize("mesh", MESHES)
def test_the_picture_is_where_it_belongs(fine: Caller, mesh: str, model: bytes) -> None:
    fine.sandbox.scenario(retexture_mesh=mesh)
    places, colors = colors_at_corners(only_mesh(retextured(fine, model)))
    low, high = places.min(axis=0), places.max(axis=0)
    assert np.ptp(colors[:, 0]) > 150
    assert np.ptp(colors[:, 2]) > 150
    share = (places - low) / (high - low)
    assert np.quantile(np.abs(colors[:, 0] / 255 - share[:, 1]), 0.95) < 0.12
    assert np.quantile(np.abs(colors[:, 2] / 255 - share[:, 0]), 0.95) < 0.12


def test_the_same_mesh_keeps_every_vertex_and_its_layout(caller: Caller) -> None:
    points, normals, uvs, faces = Box().arrays()
    mesh = only_mesh(retextured(caller, MODELS["a box"]))
    assert np.array_equal(mesh.vertices, points)
    assert np.array_equal(mesh.vertex_normals, normals)
    assert np.allclose(np.stack([mesh.visual.uv[:, 0], 1 - mesh.visual.uv[:, 1]], axis=1), uvs, atol=1e-6)
    assert np.array_equal(mesh.faces.ravel(), faces)


def test_new_texture_coordinates_leave_the_surface_alone(caller: Caller) -> None:
    caller.sandbox.scenario(retexture_mesh="new_uvs")
    mesh = only_mesh(retextured(caller, MODELS["two boxes, one turned"]))
    sent = trimesh.util.concatenate(list(placed_meshes(MODELS["two boxes, one turned"]).values()))
    assert corners(mesh) == corners(sent)
    assert not np.allclose(mesh.vertices, sent.vertices)
    assert 0 <= mesh.visual.uv.min() <= mesh.visual.uv.max() <= 1


def corners(mesh: trimesh.Trimesh) -> list[Any]:
    """The triangles by place, in an order that does not depend on the file's."""
    turned = [
        min(tuple(map(tuple, np.roll(face, turn, axis=0))) for turn in range(3)) for face in mesh.triangles.round(4)
    ]
    return sorted(turned)


def test_a_layout_that_says_one_place_twice_is_replaced(caller: Caller) -> None:
    mesh = only_mesh(retextured(caller, MODELS["sides that share a texture"]))
    assert len(np.unique(mesh.visual.uv.round(5), axis=0)) == 24


def test_a_normalised_mesh_has_the_usual_size_and_its_own_layout(caller: Caller) -> None:
    caller.sandbox.scenario(retexture_mesh="normalised", model_shape="trimesh")
    mesh = only_mesh(retextured(caller, sent_glb(Box(low=(3, 3, 3), high=(5, 4, 4)))))
    assert mesh.bounds == pytest.approx(np.array([[-0.95, -0.475, -0.475], [0.95, 0.475, 0.475]]), abs=1e-6)
    assert len(mesh.vertices) == 24


@pytest.mark.parametrize("detail", ["coarse", "fine"])
def test_a_mesh_made_anew_has_the_same_form(caller: Caller, detail: str) -> None:
    ball = trimesh.creation.icosphere(subdivisions=2 if detail == "coarse" else 5, radius=4)
    sent = trimesh.Scene(ball).export(file_type="glb")
    caller.sandbox.scenario(retexture_mesh="remade", model_shape="trimesh")
    mesh = only_mesh(retextured(caller, sent))
    assert (len(mesh.faces) > len(ball.faces)) == (detail == "coarse")
    assert len(mesh.faces) != len(ball.faces)
    assert mesh.extents == pytest.approx([1.9] * 3, abs=0.02)
    assert np.linalg.norm(mesh.vertices, axis=1) == pytest.approx(0.95, abs=0.04)


def test_picture_words_and_chance_decide_how_it_looks(caller: Caller) -> None:
    model = MODELS["a box"]
    first = retextured(caller, model)
    assert retextured(caller, model) == first
    others: list[dict[str, Any]] = [
        {"seed": "2"},
        {"picture": teapot()},
        {"prompt": "in red"},
        {"reference_scale": "0.5"},
        {"texture_delight": "true"},
    ]
    looks = {retextured(caller, model, **each)["base_basic_pbr.glb"] for each in others}
    assert len(looks | {first["base_basic_pbr.glb"]}) == len(others) + 1


def test_materials_are_files(caller: Caller) -> None:
    made = {material: set(retextured(caller, MODELS["a box"], material=material)) for material in ("Shaded", "All")}
    assert made["Shaded"] == {"base_basic_shaded.glb", "preview.webp"}
    assert made["All"] == {"base_basic_pbr.glb", "base_basic_shaded.glb", "preview.webp"}


def test_other_kinds_of_models_are_read(caller: Caller) -> None:
    box = trimesh.creation.box()
    for kind in ("obj", "stl"):
        files = [("image", ("look.png", disc(), "image/png"))]
        files.append(("model", (f"box.{kind.upper()}", box.export(file_type=kind), "model/any")))  # type: ignore[arg-type]
        answer = caller.post("/rodin_texture_only", files=files).json()
        assert "Failed" not in caller.wait(answer)
        url = caller.files(answer)["base_basic_pbr.glb"]
        assert only_mesh({"it": requests.get(url, timeout=30).content}, "it").extents == pytest.approx([1, 1, 1])


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reference_scale": "0.4"}, "reference_scale must not be less than 0.5"),
        ({"reference_scale": "1.1"}, "reference_scale must not be greater than 1"),
        ({"escore": "10.5"}, "escore must not be greater than 10"),
        ({"escore": "much"}, "escore must be a number"),
        ({"seed": "65536"}, "seed must not be greater than 65535"),
        ({"seed": "1.5"}, "seed must be an integer number"),
        ({"material": "None"}, "material must be one of the following values: PBR, Shaded, All"),
        ({"material": "pbr"}, "material must be one of"),
        ({"resolution": "4K"}, "resolution must be one of the following values: Basic, High"),
        ({"texture_mode": "High"}, "texture_mode must be one of"),
        ({"hd_texture": "True"}, "hd_texture must be one of"),
        ({"geometry_file_format": "gltf"}, "geometry_file_format must be one of"),
    ],
)
def test_bad_fields_are_refused_with_a_list(caller: Caller, fields: dict[str, str], words: str) -> None:
    files = [("image", ("a.png", ramp(), "image/png")), ("model", ("a.glb", MODELS["a box"], "model/gltf-binary"))]
    answer = caller.post("/rodin_texture_only", files=files, data=fields)
    assert (answer.status_code, answer.json()["error"]) == (201, "INVALID_REQUEST")
    assert words in answer.json()["message"][0]
    assert caller.sandbox.record()["submissions"] == []


def test_all_that_is_wrong_is_said_at_once(caller: Caller) -> None:
    files = [("image", ("a.png", ramp(), "image/png")), ("model", ("a.glb", MODELS["a box"], "model/gltf-binary"))]
    answer = caller.post("/rodin_texture_only", files=files, data={"seed": "-1", "escore": "11"}).json()
    assert sorted(answer["message"]) == ["escore must not be greater than 10", "seed must not be less than 0"]


def test_files_that_do_not_fit_are_refused(caller: Caller) -> None:
    picture, model = ("image", ("a.png", ramp(), "image/png")), ("model", ("a.glb", MODELS["a box"], "x/y"))
    huge = ("model", ("a.glb", b"glTF" + bytes(10 * 1024 * 1024), "x/y"))
    refused = {
        "nothing": [],
        "no model": [picture],
        "no picture": [model],
        "two pictures": [picture, picture, model],
        "images": [("images", picture[1]), model],
        "too large": [picture, huge],
        "no name of a model": [picture, ("model", ("a.png", MODELS["a box"], "x/y"))],
        "empty": [picture, ("model", ("a.glb", b"", "x/y"))],
        "not read here": [picture, ("model", ("a.fbx", b"Kaydara FBX Binary", "x/y"))],
        "no picture in it": [("image", ("a.png", b"words", "image/png")), model],
    }
    answers = {name: caller.post("/rodin_texture_only", files=files).json()["error"] for name, files in refused.items()}
    assert answers == dict.fromkeys(refused, "INVALID_REQUEST")


def test_pictures_are_complained_about_as_for_generations(caller: Caller) -> None:
    from PIL import Image

    flat, clear = Image.new("RGB", (64, 64), (90, 20, 20)), Image.new("RGBA", (64, 64))
    codes = []
    for image in (flat, clear):
        picture = ("image", ("a.png", encoded(image), "image/png"))
        files = [picture, ("model", ("a.glb", MODELS["a box"], "model/gltf-binary"))]
        codes.append(caller.post("/rodin_texture_only", files=files).json()["error"])
    assert codes == ["IMAGE_CONTENT_VIOLATION", "API_OBJECT_NOT_FOUND_ON_IMAGE"]
    assert caller.balance() == 1000

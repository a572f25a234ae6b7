# SPDX-License-Identifier: GPL-3.0-or-later
"""A model is prepared in a background Blender: what it makes of good, odd and broken ones."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bmesh
import bpy
import numpy
import pytest
import support
from glb_files import Glb, Shape, box, chair, picture_bytes, sphere
from preparing import prepare

Part = Callable[[str], ModuleType]


def _extent(prop: bpy.types.Object) -> tuple[numpy.ndarray, numpy.ndarray]:
    points = numpy.array([tuple(vertex.co) for vertex in prop.data.vertices])
    return points.min(axis=0), points.max(axis=0)


def test_files_that_windows_holds_for_a_moment_are_waited_for(part: Part, tmp_path: Path) -> None:
    python, _, script, *rest = part("scene.background.commands").prepare_command()
    held = Path(support.__file__).with_name("windows_python.py")
    answer = prepare((python, str(held), script, *rest), chair(tmp_path / "model.glb"))
    assert (answer["ok"], answer["error"]) == (True, "")
    assert (tmp_path / "prepared.blend").is_file()
    assert not list(tmp_path.glob("*.part*"))


def test_a_typical_model_becomes_one_clean_object(
    convert: Callable[..., Any], load: Callable[[], Any], tmp_path: Path
) -> None:
    answer = convert(chair(tmp_path / "model.glb"), name="Wooden chair")
    assert answer["ok"]
    assert answer["triangles"] == 72
    assert answer["dimensions"] == pytest.approx([0.4263, 0.3789, 0.9], abs=1e-3)
    assert answer["blender_version"] == ".".join(str(each) for each in bpy.app.version)
    prop = load()
    low, high = _extent(prop)
    assert (prop.name, prop.data.name) == (answer["object"], "Wooden chair")
    assert [slot.material.name for slot in prop.material_slots] == ["Wooden chair"]
    assert low == pytest.approx([-0.2132, -0.1895, 0.0], abs=1e-3)
    assert high == pytest.approx([0.2132, 0.1895, 0.9], abs=1e-3)
    assert tuple(prop.scale) == (1, 1, 1)
    assert (prop.parent, list(prop.modifiers), prop.rotation_mode) == (None, [], "XYZ")
    images = {node.image for node in prop.material_slots[0].material.node_tree.nodes if node.type == "TEX_IMAGE"}
    assert {image.name for image in images} == {
        "Wooden chair color",
        "Wooden chair normal",
        "Wooden chair metallic roughness",
    }
    assert all(image.packed_file is not None and image.size[0] == 64 for image in images)
    assert not any(str(tmp_path) in image.filepath for image in images)


def test_the_longest_side_can_be_given_instead_of_the_height(
    convert: Callable[..., Any], load: Callable[[], Any]
) -> None:
    glb = Glb()
    glb.node(mesh=glb.mesh(box(4.0, 1.0, 2.0)))
    assert convert(glb, size_meters=2.0, size_axis="LONGEST_SIDE")["dimensions"] == pytest.approx([2.0, 1.0, 0.5])
    low, high = _extent(load())
    assert high - low == pytest.approx([2.0, 1.0, 0.5], abs=1e-5)


def test_parts_are_joined_where_their_nodes_put_them(convert: Callable[..., Any], load: Callable[[], Any]) -> None:
    glb = Glb()
    red, blue = glb.material(), glb.material(color=glb.picture(picture_bytes()))
    mesh = glb.mesh(box(1, 1, 1), red)
    leaf = glb.node(mesh=glb.mesh(box(1, 1, 1), blue), translation=[0, 1, 0], scale=[2, 2, 2])
    glb.node(mesh=mesh, translation=[1, 0, 0])
    glb.node(mesh=mesh, translation=[-1, 0, 0], scale=[-1, 1, 1])
    glb.node(children=[leaf], translation=[0, 1, 0], rotation=[0, 0, 0.7071068, 0.7071068])
    answer = convert(glb, size_meters=1.0)
    assert answer["triangles"] == 36
    prop = load()
    low, high = _extent(prop)
    assert (high - low) / (high - low)[2] == pytest.approx(numpy.array([3.5, 2.0, 2.5]) / 2.5, abs=1e-4)
    assert {slot.material.name for slot in prop.material_slots} == {"Chair 1", "Chair 2"}
    shape = bmesh.new()
    shape.from_mesh(prop.data)
    # Two boxes of side 1 and one of side 2, none of them inside out: 2.5 units high became 1.
    assert shape.calc_volume(signed=True) == pytest.approx((1 + 1 + 8) / 2.5**3, rel=1e-3)
    shape.free()


def test_seams_are_closed_and_edges_stay_sharp(convert: Callable[..., Any], load: Callable[[], Any]) -> None:
    glb = Glb()
    shape = sphere(24)
    glb.node(mesh=glb.mesh(shape))
    convert(glb)
    prop = load()
    assert len(prop.data.vertices) < len(shape.points)
    assert len(prop.data.uv_layers) == 1
    edges_of_one_face = numpy.bincount([loop.edge_index for loop in prop.data.loops])
    assert (edges_of_one_face == 2).mean() > 0.95


def test_flat_and_smooth_shading_are_kept(convert: Callable[..., Any], load: Callable[[], Any]) -> None:
    glb = Glb()
    glb.node(mesh=glb.mesh(box(1, 1, 1)))
    convert(glb)
    prop = load()
    for polygon in prop.data.polygons:
        for index in polygon.loop_indices:
            assert prop.data.corner_normals[index].vector.dot(polygon.normal) > 0.999


def test_cameras_lights_skins_and_animations_are_left_out(convert: Callable[..., Any], load: Callable[[], Any]) -> None:
    glb = Glb()
    mesh = glb.mesh(box(1, 1, 1))
    joint = glb.node(name="bone")
    glb.root["skins"] = [{"joints": [joint]}]
    glb.root["cameras"] = [{"type": "perspective", "perspective": {"yfov": 1.0, "znear": 0.1}}]
    glb.root["extensionsUsed"] = ["KHR_lights_punctual"]
    glb.root["extensions"] = {"KHR_lights_punctual": {"lights": [{"type": "point"}]}}
    times = glb._accessor(numpy.array([[0.0], [1.0]]), "SCALAR", 5126)
    glb.root["accessors"][times] |= {"min": [0.0], "max": [1.0]}
    moves = glb._accessor(numpy.array([[0, 0, 0], [0, 5, 0]]), "VEC3", 5126)
    node = glb.node(mesh=mesh, extras={"script": "import os"})
    glb.node(camera=0)
    glb.node(extensions={"KHR_lights_punctual": {"light": 0}})
    channel = {"sampler": 0, "target": {"node": node, "path": "translation"}}
    glb.root["animations"] = [{"channels": [channel], "samplers": [{"input": times, "output": moves}]}]
    assert convert(glb)["ok"]
    prop = load()
    assert prop.animation_data is None
    assert list(prop.keys()) == []


def test_big_textures_are_scaled_down_and_others_stay_as_they_came(
    convert: Callable[..., Any], load: Callable[[], Any]
) -> None:
    glb = Glb()
    small = picture_bytes(64, kind="JPEG")
    color, normal = glb.picture(picture_bytes(256)), glb.picture(small, "image/jpeg")
    glb.node(mesh=glb.mesh(box(1, 1, 1), glb.material(color=color, normal=normal)))
    answer = convert(glb, max_texture_side_pixels=128)
    assert answer["warnings"] == ["The picture “Image_0” was scaled down from 256 × 256 pixels."]
    load()
    assert tuple(bpy.data.images["Chair color"].size) == (128, 128)
    assert bpy.data.images["Chair normal"].packed_file.data == small


def test_it_is_marked_as_an_asset_with_the_preview(
    convert: Callable[..., Any], load: Callable[[], Any], tmp_path: Path
) -> None:
    (tmp_path / "preview.png").write_bytes(picture_bytes(128))
    convert(chair(tmp_path / "model.glb"), preview=str(tmp_path / "preview.png"))
    prop = load()
    assert prop.asset_data is not None
    assert prop.preview is not None
    assert max(prop.preview.image_size) > 0


def _broken(kind: str) -> Glb:
    glb = Glb()
    if kind == "empty":
        glb.node(name="nothing")
    elif kind == "points":
        glb.node(mesh=glb.mesh(box(1, 1, 1)))
        glb.root["meshes"][0]["primitives"][0]["mode"] = 0
    else:
        size = {"tiny": 1e-12, "huge": 1e12}[kind]
        glb.node(mesh=glb.mesh(Shape(box(size, size, size).points, box(1, 1, 1).triangles)))
    return glb


@pytest.mark.parametrize(
    ("kind", "code", "reason"),
    [
        ("empty", "ModelEmpty", "no surface"),
        ("points", "ModelEmpty", "no surface"),
        ("tiny", "ModelBroken", "no size"),
        ("huge", "ModelBroken", "too big"),
    ],
)
def test_models_without_a_usable_surface_are_refused_in_words(
    convert: Callable[..., Any], tmp_path: Path, kind: str, code: str, reason: str
) -> None:
    answer = convert(_broken(kind))
    assert (answer["ok"], answer["error_code"]) == (False, code)
    assert reason in answer["error"]
    assert not (tmp_path / "prepared.blend").exists()


@pytest.mark.parametrize("payload", [b"", b"glTF", b"not a model at all" * 100])
def test_files_that_are_no_models_are_refused_in_words(
    convert: Callable[..., Any], tmp_path: Path, payload: bytes
) -> None:
    (tmp_path / "model.glb").write_bytes(payload)
    answer = convert(tmp_path / "model.glb")
    assert (answer["ok"], answer["error_code"]) == (False, "ModelBroken")
    assert answer["error"]
    assert "Traceback" not in answer["error"]


def test_an_unexpected_failure_still_gives_an_answer(convert: Callable[..., Any], tmp_path: Path) -> None:
    answer = convert(chair(tmp_path / "model.glb"), output=str(tmp_path / "no" / "such" / "folder" / "out.blend"))
    assert answer["ok"] is False
    assert "unexpected" in answer["error"]


def test_the_command_for_an_ordinary_blender_keeps_out_settings_network_and_scripts(part: Part) -> None:
    background = part("scene.background.commands")
    command = background.blender_command("/opt/blender/blender", background.CONVERT_SCRIPT)
    assert command[0] == "/opt/blender/blender"
    assert {"--background", "--factory-startup", "--offline-mode", "--disable-autoexec"} < set(command)
    assert command[-3:] == ("--python", str(background.CONVERT_SCRIPT), "--")


def test_coordinates_that_are_not_numbers_are_refused(part: Part) -> None:
    mesh = bpy.data.meshes.new("Broken")
    mesh.from_pydata([(0, 0, 0), (1, 0, 0), (0, 1, float("nan"))], [], [(0, 1, 2)])
    bpy.context.scene.collection.objects.link(broken := bpy.data.objects.new("Broken", mesh))
    with pytest.raises(part("scene.errors").ModelBroken, match="not numbers"):
        part("scene.prepare.cleanup").make_one_object([broken], restore_quads=False)

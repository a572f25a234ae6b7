# SPDX-License-Identifier: GPL-3.0-or-later
"""`retexture` and `parts` work on objects of a .blend and write another one with what came of it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Shell = Any

_LOOK = """
bpy.ops.wm.open_mainfile(filepath=sys.argv[1])
cube = bpy.data.objects["Cube"]
parts = [each for each in bpy.data.objects if "rodin_props_part" in " ".join(each.keys())]
images = [node.image.name for m in cube.data.materials if m for node in m.node_tree.nodes if node.type == "TEX_IMAGE"]
print("FOUND", len(images) > 0, cube.hide_get() or cube.hide_viewport, len(bpy.data.objects))
"""


@pytest.mark.long
def test_new_textures_come_onto_the_mesh_and_the_first_file_stays(
    shell: Shell, sandbox: Any, scene_file: Path, picture: Path, tmp_path: Path, in_blender: Callable[..., str]
) -> None:
    before, output = scene_file.read_bytes(), tmp_path / "new look.blend"
    answer = shell.json("retexture", scene_file, "--object", "Cube", "--picture", picture, "--output", output)
    (job,) = answer["jobs"]
    assert (job["kind"], job["state"], answer["output"]) == ("TEXTURES", "IMPORTED", str(output))
    assert "FOUND True False 3" in in_blender(_LOOK, output)
    assert scene_file.read_bytes() == before
    assert len(sandbox.record()["submissions"]) == 1


@pytest.mark.long
def test_parts_take_the_place_of_the_whole(
    shell: Shell, sandbox: Any, scene_file: Path, tmp_path: Path, in_blender: Callable[..., str]
) -> None:
    output = tmp_path / "split.blend"
    answer = shell.json("parts", scene_file, "--names", "lid, box", "--strength", "3", "--output", output)
    (job,) = answer["jobs"]
    assert (job["kind"], job["state"], job["prompt"]) == ("PARTS", "IMPORTED", "lid, box")
    found = next(line for line in in_blender(_LOOK, output).splitlines() if line.startswith("FOUND")).split()
    assert found[2] == "True"
    assert int(found[3]) > 3


@pytest.mark.long
def test_the_prices_are_said_and_nothing_is_written(
    unconnected: Shell, scene_file: Path, picture: Path, tmp_path: Path
) -> None:
    words = ("--object", "Cube", "--output", tmp_path / "out.blend", "--dry-run")
    textures = unconnected.json("retexture", scene_file, "--picture", picture, *words)
    parts = unconnected.json("parts", scene_file, *words)
    assert textures["price"] == parts["price"] == {"credits": 0.5, "up_to": False, "count": 1}
    assert not (tmp_path / "out.blend").exists()


@pytest.mark.long
def test_an_object_that_is_not_there_is_named(shell: Shell, scene_file: Path, picture: Path, tmp_path: Path) -> None:
    words = ("--object", "Cubus", "--output", tmp_path / "out.blend")
    for command in (("retexture", scene_file, "--picture", picture), ("parts", scene_file)):
        assert "“Cubus”" in shell.json(*command, *words, code=2)["trouble"]["sentence"]


_OVER_INPUTS = {
    "the scene of a picture": ("generate", "--scene", "bar.blend", "--output", "bar.blend"),
    "a picture": ("generate", "photo.blend", "--output", "photo.blend"),
    "the file of a mesh": ("retexture", "bar.blend", "--picture", "photo.blend", "--output", "linked.blend"),
    "the file of a whole": ("parts", "bar.blend", "--output", "bar.blend"),
}


@pytest.mark.long
@pytest.mark.parametrize("words", _OVER_INPUTS.values(), ids=_OVER_INPUTS)
def test_no_result_is_written_over_what_it_is_made_from_and_nothing_is_sent(
    shell: Shell, sandbox: Any, scene_file: Path, picture: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    bar, photo = tmp_path / "bar.blend", tmp_path / "photo.blend"  # a picture may be called anything
    scene_file.rename(bar)
    shutil.copy(picture, photo)
    (tmp_path / "linked.blend").symlink_to(bar)
    before = bar.read_bytes(), photo.read_bytes()
    paths = [tmp_path / word if word.endswith(".blend") else word for word in words]
    trouble = shell.json(*paths, code=2)["trouble"]
    assert "is what it would be made from" in trouble["sentence"]
    assert (bar.read_bytes(), photo.read_bytes()) == before
    assert sandbox.record()["submissions"] == []

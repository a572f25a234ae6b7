# SPDX-License-Identifier: GPL-3.0-or-later
"""What cannot get new textures is refused with a sentence, before anything is sent."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from selecting import select

Part = Callable[[str], ModuleType]
Retexture = Callable[..., set[str]]
Jobs = Callable[[], tuple[Any, ...]]


def _cube(name: str = "cube") -> bpy.types.Object:
    bpy.ops.mesh.primitive_cube_add()
    bpy.context.object.name = name
    return bpy.context.object


@pytest.fixture
def refused(colourful: Any, retexture: Retexture, jobs: Jobs) -> Callable[..., str]:
    """A function that gives the words with which a press is refused; nothing is sent, no job and no folder is left."""

    def press(*targets: bpy.types.Object, **how: Any) -> str:
        before = jobs()
        folders = {job.folder.parent for job in before}
        files = {folder: set(folder.iterdir()) for folder in folders}
        with pytest.raises(RuntimeError) as raised:
            retexture(*targets, **how)
        assert colourful.record()["submissions"] == []
        assert jobs() == before
        assert {folder: set(folder.iterdir()) for folder in folders} == files
        return str(raised.value)

    return press


def _linked(path: Path) -> bpy.types.Object:
    cube = _cube("linked")
    bpy.data.libraries.write(str(path), {cube})
    bpy.data.objects.remove(cube)
    with bpy.data.libraries.load(str(path), link=True) as (_, wanted):
        wanted.objects = ["linked"]
    bpy.context.scene.collection.objects.link(wanted.objects[0])
    return wanted.objects[0]


def test_nothing_selected(refused: Callable[..., str]) -> None:
    assert "No mesh is selected." in refused()


def test_those_that_are_unfit_are_named(refused: Callable[..., str], tmp_path: Path) -> None:
    empty = bpy.data.objects.new("no faces", bpy.data.meshes.new("no faces"))
    light = bpy.data.objects.new("light", bpy.data.lights.new("light", "POINT"))
    for each in (empty, light):
        bpy.context.scene.collection.objects.link(each)
    words = refused(_cube(), empty, light, _linked(tmp_path / "library.blend"))
    for clause in ("“no faces” has no faces", "“light” is no mesh", "“linked” is linked from another file"):
        assert clause in words
    assert "“cube”" not in words


def test_an_override_is_refused(refused: Callable[..., str], tmp_path: Path) -> None:
    linked = _linked(tmp_path / "library.blend")
    override = linked.override_create(remap_local_usages=True)
    assert "linked from another file" in refused(override)


@pytest.mark.parametrize("mode", ["EDIT", "SCULPT"])
def test_other_modes_are_refused(refused: Callable[..., str], mode: str) -> None:
    cube = _cube()
    bpy.ops.object.mode_set(mode=mode)
    assert "Switch to Object Mode first." in refused(cube)
    bpy.ops.object.mode_set(mode="OBJECT")


def test_words_alone_are_not_enough(refused: Callable[..., str]) -> None:
    assert "Rodin needs a picture" in refused(_cube(), filepath="", prompt="blue")


def test_a_picture_that_is_gone(refused: Callable[..., str], tmp_path: Path) -> None:
    assert "gone.png" in refused(_cube(), filepath=str(tmp_path / "gone.png"))


def test_without_a_key(refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RODIN_API_KEY")
    assert "Set your Rodin API key" in refused(_cube())


def test_what_only_the_export_finds(refused: Callable[..., str]) -> None:
    cube = _cube()
    cube.modifiers.new("Mask", "MASK").vertex_group = cube.vertex_groups.new(name="none").name
    words = refused(_cube("fine"), cube)
    assert "“cube” has no faces in a render" in words
    assert "Nothing was sent" in words


def test_a_mesh_that_is_surely_too_big(refused: Callable[..., str]) -> None:
    cube = _cube()
    cube.modifiers.new("Subdivision", "SUBSURF").render_levels = 9
    assert "“cube (3,145,728)”" in refused(cube)


def test_a_mesh_that_is_a_bit_too_big_is_sent_with_fewer_triangles_if_that_is_allowed(
    refused: Callable[..., str], retexture: Retexture, jobs: Jobs, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part("session.making.mesh_exports"), "LARGEST_MESH_BYTES", 100_000)
    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=6)
    bpy.ops.object.shade_smooth()
    ball = bpy.context.object
    assert "is too big: 20,480 triangles" in refused(ball)
    assert retexture(ball, reduce=True) == {"FINISHED"}
    assert (jobs()[0].folder / "mesh.glb").stat().st_size <= 100_000
    assert len(ball.data.polygons) == 20_480


def test_no_credits(colourful: Any, retexture: Retexture, jobs: Jobs) -> None:
    colourful.scenario(credits=0.0)
    with pytest.raises(RuntimeError, match="credits"):
        retexture(_cube())
    assert colourful.record()["submissions"] == []
    assert jobs()[0].state.value in {"FAILED", "CANCELLED"}


def test_a_press_without_a_free_place_on_the_disk_for_the_copy(
    refused: Callable[..., str], part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(part("scene.export.mesh_export"), "new_folder", full)
    assert "No space left on device" in refused(_cube())


def test_the_export_that_crashes_sends_nothing(
    refused: Callable[..., str], part: Part, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "crash.py"
    script.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n")
    monkeypatch.setattr(part("scene.export.mesh_export"), "EXPORT_SCRIPT", script)
    assert "the second Blender crashed" in refused(_cube())


def test_the_operator_is_not_repeated_by_accident(addon: ModuleType) -> None:
    assert not bpy.types.RODIN_PROPS_OT_retexture.bl_options & {"REGISTER", "UNDO"}
    select()

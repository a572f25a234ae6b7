# SPDX-License-Identifier: GPL-3.0-or-later
"""Levels that are not there are made by a background Blender, and shown when they are."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import light_scene
import pytest
from light_scene import triangles
from support.waiting import wait_until
from variant_scene import activate, make_prop, world_box

Part = Callable[[str], ModuleType]


@pytest.fixture
def lone(addon: ModuleType, part: Part) -> Any:
    """A prop of 1,500 triangles of which only the .blend knows."""
    mesh = light_scene.shape("Vase", 1500)
    mesh.materials.append(light_scene.material("Vase", side=1024))
    made = light_scene.stand(mesh, "Vase")
    provenance = part("scene.provenance")
    provenance.write(made, provenance.Provenance(job_id="unknown", name="Vase"))
    activate(made)
    return made


@pytest.fixture
def in_a_window(part: Part, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Nobody waits for what is ordered; gives a function that looks as the monitor does until all is there."""
    app = SimpleNamespace(background=False)
    monkeypatch.setattr(part("session.levels.wishes"), "bpy", SimpleNamespace(app=app, data=bpy.data, ops=bpy.ops))
    light, tick = part("session.levels.light"), part("session.watching.tick").tick

    def look() -> None:
        wait_until(lambda: tick(bpy.context) is None or not light.is_making(), seconds=120, what="the levels")

    return look


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests may make temporary folders at the same time."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def _folders() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("rodin-props-picture-*"))


def test_what_only_the_file_holds_gets_levels_of_itself(lone: Any) -> None:
    full, count = lone.data, triangles(lone.data)
    assert bpy.ops.rodin_props.show_level(level="HALF", scope="ACTIVE") == {"FINISHED"}
    assert triangles(lone.data) == pytest.approx(count / 2, rel=0.05)
    for vertex in full.vertices[100:400]:
        vertex.co.x += 0.05
    lone_low = min(vertex.co.x for vertex in full.vertices)
    bpy.ops.rodin_props.show_level(level="FULL", scope="ACTIVE")
    assert lone.data == full
    assert bpy.ops.rodin_props.show_level(level="HALF", scope="ACTIVE") == {"FINISHED"}
    assert triangles(lone.data) == pytest.approx(count / 2, rel=0.05)
    assert min(vertex.co.x for vertex in lone.data.vertices) == pytest.approx(lone_low, abs=0.02)
    assert max(vertex.co.x for vertex in lone.data.vertices) == pytest.approx(
        max(vertex.co.x for vertex in full.vertices), abs=0.02
    )


def test_smaller_textures_are_made_with_them_and_all_of_it_in_one_order(lone: Any) -> None:
    node = lone.data.materials[0].node_tree.nodes["Image Texture"]
    assert bpy.ops.rodin_props.show_texture_size(side="512", scope="ACTIVE") == {"FINISHED"}
    assert node.image.size[0] == 512
    before = _folders()
    assert bpy.ops.rodin_props.show_level(level="TENTH", scope="ACTIVE") == {"FINISHED"}
    assert lone.data.name == "Vase a tenth"
    assert _folders() == before


def test_what_a_job_made_gets_its_levels_in_the_jobs_folder(online: Any, jobs: Any) -> None:
    online.scenario(max_faces=1500, texture_pixels=64)
    prop = make_prop()
    count = triangles(prop.data)
    assert bpy.ops.rodin_props.show_level(level="HALF", scope="SELECTION") == {"FINISHED"}
    assert triangles(prop.data) == pytest.approx(count / 2, rel=0.05)
    assert (jobs()[0].folder / "levels.blend").is_file()


def test_what_was_edited_since_it_landed_gets_levels_of_itself(online: Any, jobs: Any) -> None:
    online.scenario(max_faces=1500, texture_pixels=64)
    prop = make_prop()
    for vertex in prop.data.vertices:
        vertex.co.z *= 1.5
    low, high = world_box(prop)
    assert bpy.ops.rodin_props.show_level(level="HALF", scope="SELECTION") == {"FINISHED"}
    light_low, light_high = world_box(prop)
    assert "rodin_props_full" in prop
    assert light_high.z - light_low.z == pytest.approx(high.z - low.z, rel=0.03)


def test_in_a_window_nobody_waits_and_it_comes_as_one_undo_step(
    lone: Any, part: Part, in_a_window: Callable[[], None]
) -> None:
    count = triangles(lone.data)
    light = part("session.levels.light")
    bpy.ops.ed.undo_push(message="Begin")
    assert bpy.ops.rodin_props.show_level(level="HALF", scope="SCENE") == {"FINISHED"}
    assert triangles(lone.data) == count
    assert light.is_making()
    in_a_window()
    assert triangles(bpy.data.objects["Vase"].data) < count
    bpy.ops.ed.undo()
    assert triangles(bpy.data.objects["Vase"].data) == count


def test_who_wants_the_full_one_again_meanwhile_keeps_it(
    lone: Any, part: Part, in_a_window: Callable[[], None]
) -> None:
    full = lone.data
    bpy.ops.rodin_props.show_level(level="HALF", scope="SCENE")
    bpy.ops.rodin_props.show_level(level="FULL", scope="SCENE")
    assert not part("session.levels.light").is_making()
    in_a_window()
    assert lone.data == full


def test_another_level_wanted_meanwhile_is_shown_and_nothing_is_made_twice(
    lone: Any, part: Part, in_a_window: Callable[[], None]
) -> None:
    bpy.ops.rodin_props.show_level(level="HALF", scope="SCENE")
    before = _folders()
    bpy.ops.rodin_props.show_level(level="TENTH", scope="SCENE")
    in_a_window()
    assert lone.data.name == "Vase a tenth"
    assert len(_folders() - before) <= 1


def test_a_file_that_is_closed_meanwhile_drops_it(lone: Any, part: Part, in_a_window: Callable[[], None]) -> None:
    before = _folders()
    bpy.ops.rodin_props.show_level(level="HALF", scope="SCENE")
    light = part("session.levels.light")
    light.wishes().advance(bpy.context)
    assert _folders() > before
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    assert not light.is_making()
    assert _folders() == before


def test_it_may_be_stopped(lone: Any, part: Part, in_a_window: Callable[[], None]) -> None:
    bpy.ops.rodin_props.show_level(level="HALF", scope="SCENE")
    assert bpy.ops.rodin_props.cancel_levels() == {"FINISHED"}
    assert not part("session.levels.light").is_making()
    assert bpy.ops.rodin_props.cancel_levels() == {"CANCELLED"}


def test_what_cannot_be_made_is_said(lone: Any, part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part("scene.background.commands"), "command_for", lambda script, *switches: ())
    full = lone.data
    bpy.ops.rodin_props.show_level(level="HALF", scope="SCENE")
    assert lone.data == full
    assert part("session.levels.light").wishes().refusals == [
        "No lighter levels of “Vase” could be made: no background Blender can be started."
    ]

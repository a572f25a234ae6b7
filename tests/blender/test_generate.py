# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in background mode: a button, and the prop is in the scene."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from mathutils import Vector
from PIL import Image, ImageDraw

Jobs = Callable[[], tuple[Any, ...]]


def _props() -> list[bpy.types.Object]:
    return [each for each in bpy.context.scene.objects if each.type == "MESH" and "rodin_props" in str(each.keys())]


def _world_box(each: bpy.types.Object) -> tuple[Vector, Vector]:
    corners = [each.matrix_world @ Vector(corner) for corner in each.bound_box]
    low = Vector(min(corner[axis] for corner in corners) for axis in range(3))
    high = Vector(max(corner[axis] for corner in corners) for axis in range(3))
    return low, high


def _sent_pictures(sandbox: Any) -> list[list[str]]:
    """The file names of the pictures of each submission, in the order in which they arrived."""
    requests = (each for each in sandbox.record()["requests"] if each["path"].endswith("/rodin"))
    return [[file["name"] for file in each["files"]] for each in requests]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A red jug on white."""
    image = Image.new("RGB", (640, 720), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((180, 220, 460, 660), fill=(190, 40, 30))
    draw.rectangle((270, 80, 370, 260), fill=(190, 40, 30))
    path = tmp_path / "red_jug.png"
    image.save(path)
    return path


def test_words_become_a_prop_at_the_cursor(online: Any, jobs: Jobs) -> None:
    bpy.context.scene.cursor.location = (1.0, 2.0, 0.5)
    bpy.context.scene.rodin_props.height_meters = 0.8
    before = set(bpy.context.scene.objects)
    assert bpy.ops.rodin_props.generate_from_text(prompt="a wooden stool") == {"FINISHED"}
    (prop,) = set(bpy.context.scene.objects) - before
    low, high = _world_box(prop)
    assert prop.type == "MESH"
    assert prop.name == prop.data.name == "Wooden stool"
    assert low.z == pytest.approx(0.5, abs=1e-4)
    assert high.z - low.z == pytest.approx(0.8, rel=1e-3)
    assert tuple((low + high) / 2)[:2] == pytest.approx((1.0, 2.0), abs=1e-3)
    assert tuple(prop.matrix_world.translation) == pytest.approx((1.0, 2.0, 0.5), abs=1e-4)
    assert tuple(prop.scale) == pytest.approx((1.0, 1.0, 1.0))
    assert jobs()[0].state.value == "IMPORTED"


def test_the_running_blender_prepares_what_one_that_is_gone_ordered(
    online: Any, jobs: Jobs, part: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    new_job = part("session.making.generation").NewJob
    gone = ("/no/such/blender", "--")
    with monkeypatch.context() as earlier:
        earlier.setattr(
            part("session.making.generation"), "NewJob", lambda **told: new_job(**told | {"prepare_command": gone})
        )
        bpy.ops.rodin_props.generate_from_text(prompt="a wooden stool")
    job = jobs()[0]
    assert job.prepared_file == "prepared.blend"
    assert job.prepare_command == part("scene.background.commands").prepare_command()


@pytest.mark.long
def test_a_picture_becomes_a_prop_named_after_it(online: Any, picture: Path) -> None:
    bpy.context.scene.rodin_props.size_axis = "LONGEST_SIDE"
    bpy.context.scene.rodin_props.height_meters = 2.0
    assert bpy.ops.rodin_props.generate_from_image(filepath=str(picture)) == {"FINISHED"}
    prop = bpy.data.objects["red jug"]
    low, high = _world_box(prop)
    assert max(high - low) == pytest.approx(2.0, rel=1e-3)
    assert _sent_pictures(online) == [["image_1.png"]]


@pytest.mark.long
def test_several_pictures_are_sent_in_order(online: Any, picture: Path, tmp_path: Path, jobs: Jobs) -> None:
    other = tmp_path / "side.jpg"
    Image.open(picture).rotate(5).save(other)
    settings = bpy.context.scene.rodin_props
    for path in (picture, other):
        settings.pictures.add().filepath = str(path)
    assert bpy.ops.rodin_props.generate_from_image() == {"FINISHED"}
    assert jobs()[0].images == ("image_1.png", "image_2.png")
    assert _sent_pictures(online) == [["image_1.png", "image_2.png"]]


@pytest.mark.long
def test_the_camera_view_becomes_a_prop(online: Any, jobs: Jobs) -> None:
    scene = bpy.context.scene
    bpy.ops.mesh.primitive_monkey_add(size=1.0)
    bpy.ops.object.light_add(type="SUN", rotation=(0.8, 0, 0))
    bpy.ops.object.camera_add(location=(0, -4, 0), rotation=(1.5708, 0, 0))
    scene.camera = bpy.context.object
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 1
    scene.render.resolution_x = scene.render.resolution_y = 256
    assert bpy.ops.rodin_props.generate_from_camera() == {"FINISHED"}
    job = jobs()[0]
    sent = Image.open(job.folder / job.images[0])
    assert sent.mode == "RGBA"
    assert sent.getchannel("A").getextrema() == (0, 255)
    assert bpy.data.objects["Camera view"].type == "MESH"


def test_the_prop_remembers_how_it_was_made(online: Any, jobs: Jobs, part: Callable[[str], ModuleType]) -> None:
    bpy.ops.rodin_props.generate_from_text(prompt="a blue vase")
    facts = part("scene.provenance").provenance_of(bpy.data.objects["Blue vase"])
    job = jobs()[0]
    assert facts.job_id == job.id
    assert facts.prompt == "a blue vase"
    assert facts.options.seed == job.options.seed >= 0
    assert online.key not in str(facts)


def test_landing_is_one_undo_step(online: Any) -> None:
    bpy.ops.ed.undo_push(message="Begin")
    bpy.ops.rodin_props.generate_from_text(prompt="a barrel")
    assert bpy.data.objects["Barrel"].type == "MESH"
    bpy.ops.ed.undo()
    (placeholder,) = bpy.context.scene.objects
    assert placeholder.type == "EMPTY"
    bpy.ops.ed.redo()
    (prop,) = bpy.context.scene.objects
    assert (prop.name, prop.type) == ("Barrel", "MESH")


def test_rerun_makes_another_one_with_a_new_seed(online: Any, jobs: Jobs) -> None:
    bpy.ops.rodin_props.generate_from_text(prompt="a mug")
    bpy.ops.rodin_props.rerun()
    newest, oldest = jobs()[:2]
    assert newest.prompt == oldest.prompt == "a mug"
    assert newest.options.seed != oldest.options.seed
    assert len(online.record()["submissions"]) == 2
    assert {"Mug", "Mug.001"} <= {each.name for each in bpy.context.scene.objects}


def test_the_job_went_through_every_state_in_order(online: Any, jobs: Jobs, part: Callable[[str], ModuleType]) -> None:
    bpy.ops.rodin_props.generate_from_text(prompt="a crate")
    job = jobs()[0]
    ledger = part("session.session").current().ledger
    states = list(dict.fromkeys(event.state.value for event in ledger.events(job.id)))
    ways = ["QUEUED", "SUBMITTING", "WAITING", "GENERATING", "DOWNLOADING", "PREPARING", "READY", "IMPORTED"]
    assert states == [state for state in ways if state in states]
    assert set(ways) - set(states) <= {"GENERATING"}

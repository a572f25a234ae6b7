# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the pictures of a prop come from: views of the selection, images of the file, and those of single boxes."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from PIL import Image

Part = Callable[[str], ModuleType]
Jobs = Callable[[], tuple[Any, ...]]


@pytest.fixture
def studio(online: Any) -> Any:
    """A lit, empty scene, a renderer that works everywhere, and small models."""
    scene = bpy.context.scene
    bpy.ops.object.light_add(type="SUN", rotation=(0.6, 0.3, 0))
    scene.world = bpy.data.worlds.new("World")
    scene.world.color = (0.5, 0.5, 0.5)
    scene.render.engine, scene.cycles.samples, scene.cycles.use_denoising = "CYCLES", 1, False
    scene.rodin_props.quality = "LOW"
    online.scenario(texture_pixels=64, max_faces=2000)
    return online


@pytest.fixture
def jug(tmp_path: Path) -> Path:
    """A picture file of a red disc on transparency."""
    path = tmp_path / "red_jug.png"
    yy, xx = numpy.mgrid[0:200, 0:200]
    pixels = numpy.zeros((200, 200, 4), dtype=numpy.uint8)
    pixels[(xx - 100) ** 2 + (yy - 100) ** 2 < 70**2] = (200, 40, 40, 255)
    Image.fromarray(pixels).save(path)
    return path


def _fields(sandbox: Any) -> list[dict[str, Any]]:
    return [each["fields"] for each in sandbox.record()["submissions"]]


def _box(name: str, x: float) -> Any:
    bpy.ops.mesh.primitive_cube_add(size=1.0, location=(x, 0, 0.5))
    bpy.context.object.name = name
    return bpy.context.object


@pytest.mark.long
def test_four_views_of_the_selection_are_sent_with_their_labels(studio: Any, jobs: Jobs) -> None:
    settings = bpy.context.scene.rodin_props
    settings.tier = "GEN_2_5_MEDIUM"
    bpy.ops.mesh.primitive_monkey_add(size=1.0, location=(2, 1, 0.5), rotation=(0, 0, 0.8))
    subject = bpy.context.object
    subject.name = "old_statue"
    assert bpy.ops.rodin_props.generate_from_views() == {"FINISHED"}
    job = jobs()[0]
    assert job.images == ("image_1.png", "image_2.png", "image_3.png", "image_4.png")
    assert job.image_labels == ("F", "L", "B", "R")
    (sent,) = _fields(studio)
    assert sent["image_label"] == '["F","L","B","R"]'
    assert sent["use_original_alpha"] == "true"
    prop = bpy.data.objects["Old statue"]
    assert prop.location.xy[:] == pytest.approx((2, 1), abs=0.1)
    assert prop.rotation_euler.z == pytest.approx(0.8, abs=1e-3)
    assert prop.dimensions.z == pytest.approx(subject.dimensions.z, rel=0.02)


def test_the_source_of_views_says_how_many_pictures_there_are(part: Part) -> None:
    views = part("session.sources").Source.VIEWS.description
    assert views.pictures == len(part("scene.measure.sides").SIDES)


def test_views_of_nothing_are_refused(studio: Any) -> None:
    bpy.ops.object.select_all(action="DESELECT")
    with pytest.raises(RuntimeError, match="Select the objects"):
        bpy.ops.rodin_props.generate_from_views()
    bpy.ops.object.empty_add()
    with pytest.raises(RuntimeError, match=r"\w"):
        bpy.ops.rodin_props.generate_from_views()
    assert not studio.record()["requests"]
    assert [each.type for each in bpy.data.objects if each.name != "Sun"] == ["EMPTY"]


@pytest.mark.long
def test_images_of_the_file_and_files_go_together(studio: Any, jobs: Jobs, jug: Path) -> None:
    image = bpy.data.images.load(str(jug))
    image.pack()
    settings = bpy.context.scene.rodin_props
    settings.tier = "GEN_2_5_MEDIUM"
    for label in ("FRONT", "BACK"):
        item = settings.pictures.add()
        item.label = label
    settings.pictures[0].image = image
    settings.pictures[1].filepath = str(jug)
    assert bpy.ops.rodin_props.generate_from_image() == {"FINISHED"}
    assert jobs()[0].images == ("image_1.png", "image_2.png")
    assert _fields(studio)[0]["image_label"] == '["F","B"]'
    assert "red jug" in bpy.data.objects


def test_a_removed_image_is_missed_before_paying(studio: Any, jug: Path) -> None:
    settings = bpy.context.scene.rodin_props
    settings.source = "PICTURE"
    settings.pictures.add().filepath = str(jug.with_name("gone.png"))
    with pytest.raises(RuntimeError, match=r"gone\.png"):
        bpy.ops.rodin_props.generate_from_image()
    assert not studio.record()["submissions"]


def test_more_than_five_pictures_are_refused(studio: Any, jug: Path) -> None:
    settings = bpy.context.scene.rodin_props
    settings.tier = "GEN_2_5_MEDIUM"
    for _ in range(6):
        settings.pictures.add().filepath = str(jug)
    with pytest.raises(RuntimeError, match="up to 5"):
        bpy.ops.rodin_props.generate_from_image()
    assert not studio.record()["submissions"]


@pytest.mark.long
def test_what_was_done_to_a_picture_is_told(studio: Any, jug: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bitmap = jug.with_suffix(".bmp")
    with Image.open(jug) as picture:
        picture.convert("RGB").save(bitmap)
    bpy.ops.rodin_props.generate_from_image(filepath=str(bitmap))
    assert "The picture “red_jug.bmp” was enlarged to 512 × 512 pixels." in "".join(capfd.readouterr())


@pytest.mark.long
def test_each_box_may_have_words_and_a_picture_of_its_own(studio: Any, jobs: Jobs, jug: Path) -> None:
    boxes = [_box("left_box", -2), _box("middle_box", 0), _box("right_box", 2)]
    for each in boxes:
        each.select_set(True)
    boxes[0].rodin_props.picture.filepath = str(jug)
    boxes[1].rodin_props.prompt = "an iron stove, rusty"
    settings = bpy.context.scene.rodin_props
    settings.placement, settings.source = "BLOCKOUT", "TEXT"
    assert bpy.ops.rodin_props.generate_from_selection() == {"FINISHED"}
    made = {job.name: job for job in jobs()[:3]}
    assert set(made) == {"red jug", "Iron stove", "Right box"}
    assert made["red jug"].source == "PICTURE"
    assert made["red jug"].images
    assert made["Iron stove"].prompt == "an iron stove, rusty"
    assert made["Right box"].prompt == "right box"
    for name, x in (("red jug", -2), ("Iron stove", 0), ("Right box", 2)):
        assert bpy.data.objects[name].location.x == pytest.approx(x, abs=1e-3)


@pytest.mark.long
def test_boxes_with_pictures_need_no_other_source(studio: Any, jobs: Jobs, jug: Path) -> None:
    _box("only", 0).rodin_props.picture.filepath = str(jug)
    settings = bpy.context.scene.rodin_props
    settings.placement, settings.source = "BLOCKOUT", "CAMERA"
    assert bpy.ops.rodin_props.generate_from_selection() == {"FINISHED"}
    assert jobs()[0].source == "PICTURE"

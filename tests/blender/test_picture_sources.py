# SPDX-License-Identifier: GPL-3.0-or-later
"""Props from images of the file, from dropped files and from the clipboard, and the panel's list of pictures."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from PIL import Image
from scene_snapshot import differences, snapshot

Part = Callable[[str], ModuleType]
Jobs = Callable[[], tuple[Any, ...]]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A red square on white, in a format that the service does not take, and too big."""
    image = Image.new("RGB", (2500, 1250), "white")
    image.paste((200, 30, 20), (800, 300, 1500, 1000))
    path = tmp_path / "red_box.tif"
    image.save(path)
    return path


@pytest.fixture
def nothing_happens(online: Any, jobs: Jobs) -> Iterator[None]:
    """Checks that neither the open file nor the list of jobs changed, and that nothing was sent."""
    before, known = snapshot(), jobs()
    yield
    assert differences(before, snapshot()) == {}
    assert jobs() == known
    assert online.record()["submissions"] == []


def _painted(name: str = "Painted") -> Any:
    image = bpy.data.images.new(name, 512, 512, alpha=True)
    pixels = numpy.ones((512, 512, 4), numpy.float32)
    pixels[128:384, 128:384, :3] = (0.7, 0.1, 0.1)
    image.pixels.foreach_set(pixels.ravel())
    return image


def _added(before: set[Any]) -> Any:
    (prop,) = set(bpy.context.scene.objects) - before
    return prop


def _sizes_sent(jobs: Jobs) -> list[tuple[int, int]]:
    (job, *_) = jobs()
    found = []
    for name in job.images:
        with Image.open(Path(job.folder) / name) as image:
            found.append(image.size)
    return found


def test_a_painted_image_becomes_a_prop_and_stays_as_it_is(online: Any, jobs: Jobs) -> None:
    image = _painted("Red_box")
    before = set(bpy.context.scene.objects)
    state = {name: getattr(image, name) for name in ("is_dirty", "users", "filepath", "depth", "source", "packed_file")}
    assert bpy.ops.rodin_props.generate_from_blender_image(image="Red_box") == {"FINISHED"}
    assert _added(before).name == "Red box"
    assert _sizes_sent(jobs) == [(512, 512)]
    assert {name: getattr(image, name) for name in state} == state
    assert [each.name for each in bpy.data.images if each.name.startswith(".")] == []


@pytest.fixture
def unusable(addon: ModuleType) -> None:
    """Images that cannot be sent."""
    bpy.data.images.new("Film", 64, 64).source = "MOVIE"
    bpy.data.images.new("Small", 8, 8)


def test_an_image_that_cannot_be_sent_is_refused_before_paying(unusable: None, nothing_happens: None) -> None:
    with pytest.raises(RuntimeError, match="only 8 × 8 pixels"):
        bpy.ops.rodin_props.generate_from_blender_image(image="Small")
    with pytest.raises(TypeError):  # it is not among those that are offered
        bpy.ops.rodin_props.generate_from_blender_image(image="Film")
    with pytest.raises(RuntimeError, match="Open an image"):
        bpy.ops.rodin_props.generate_from_blender_image()


@pytest.mark.long
def test_dropped_pictures_of_one_object_become_one_prop_where_they_fell(
    online: Any, jobs: Jobs, photo: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    second = photo.with_name("side.png")
    with Image.open(photo) as image:
        image.resize((640, 320)).save(second)
    files = [{"name": photo.name}, {"name": second.name}]
    before = set(bpy.context.scene.objects)
    done = bpy.ops.rodin_props.drop_pictures(directory=str(photo.parent), files=files, location=(2.0, -1.0, 0.5))
    assert done == {"FINISHED"}
    prop = _added(before)
    assert prop.name == "red box"
    assert tuple(prop.matrix_world.translation) == pytest.approx((2.0, -1.0, 0.5), abs=1e-4)
    assert _sizes_sent(jobs) == [(2048, 1024), (1024, 512)]
    assert len(online.record()["submissions"]) == 1
    said = capfd.readouterr().out
    assert "The picture “red_box.tif” was scaled to 2048 × 1024 pixels." in said
    assert "The picture “side.png” was enlarged to 1024 × 512 pixels." in said


@pytest.mark.long
def test_what_was_said_of_refused_pictures_is_not_said_of_later_ones(
    online: Any, photo: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fine = photo.with_name("fine.png")
    with Image.open(photo) as image:
        image.resize((1024, 512)).save(fine)
    with pytest.raises(RuntimeError, match="cannot be sent"):
        bpy.ops.rodin_props.drop_pictures(
            directory=str(photo.parent), files=[{"name": photo.name}, {"name": "gone.png"}]
        )
    bpy.ops.rodin_props.drop_pictures(directory=str(photo.parent), files=[{"name": fine.name}])
    said = capfd.readouterr().out
    assert "“fine” is in the scene" in said
    assert "was scaled" not in said


@pytest.mark.long
def test_a_drop_goes_to_its_place_though_the_panel_says_blockouts(online: Any, jobs: Jobs, photo: Path) -> None:
    bpy.context.scene.rodin_props.placement = "BLOCKOUT"
    bpy.context.scene.cursor.location = (0.0, 3.0, 0.0)
    before = set(bpy.context.scene.objects)
    bpy.ops.rodin_props.drop_pictures(directory=str(photo.parent), files=[{"name": photo.name}])
    assert tuple(_added(before).matrix_world.translation) == pytest.approx((0.0, 3.0, 0.0), abs=1e-4)


@pytest.mark.parametrize("count", [0, 6])
def test_too_few_or_too_many_dropped_pictures_are_refused(nothing_happens: None, tmp_path: Path, count: int) -> None:
    for number in range(count):
        Image.new("RGB", (64, 64)).save(tmp_path / f"{number}.png")
    with pytest.raises(RuntimeError, match="up to 5 of one object" if count else "No picture was dropped"):
        bpy.ops.rodin_props.drop_pictures(
            directory=str(tmp_path), files=[{"name": f"{number}.png"} for number in range(count)]
        )


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("text.png", b"no picture at all", "not a picture that Blender can read"),
        ("cut.png", b"\x89PNG\r\n\x1a\n", "the file is broken"),
        ("gone.png", None, "not there any more"),
    ],
)
def test_what_is_no_picture_is_refused_by_name(
    nothing_happens: None, tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(RuntimeError, match=f"“{name}” cannot be sent: .*{reason}"):
        bpy.ops.rodin_props.drop_pictures(directory=str(tmp_path), files=[{"name": name}])


@pytest.mark.long
def test_files_and_images_make_one_list(online: Any, jobs: Jobs, photo: Path) -> None:
    settings = bpy.context.scene.rodin_props
    settings.source = "PICTURE"
    assert bpy.ops.rodin_props.add_pictures(directory=str(photo.parent), files=[{"name": photo.name}]) == {"FINISHED"}
    assert bpy.ops.rodin_props.add_blender_image(image=_painted().name) == {"FINISHED"}
    assert [(item.filepath, item.image and item.image.name) for item in settings.pictures] == [
        (str(photo), None),
        ("", "Painted"),
    ]
    assert bpy.ops.rodin_props.generate_from_image("EXEC_DEFAULT") == {"FINISHED"}
    assert _sizes_sent(jobs) == [(2048, 1024), (512, 512)]


def test_the_list_takes_five_and_says_how_many_were_left_out(
    online: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = bpy.context.scene.rodin_props
    bpy.ops.rodin_props.add_pictures(directory=str(tmp_path), files=[{"name": f"{n}.png"} for n in range(7)])
    assert len(settings.pictures) == 5
    assert "2 were left out" in capfd.readouterr().out
    assert bpy.ops.rodin_props.add_blender_image(image=_painted().name) == {"CANCELLED"}
    assert len(settings.pictures) == 5


def test_without_a_window_the_clipboard_is_refused_in_words(nothing_happens: None) -> None:
    for operator in (bpy.ops.rodin_props.generate_from_clipboard, bpy.ops.rodin_props.add_clipboard_picture):
        with pytest.raises(RuntimeError, match="cannot read pictures from the clipboard"):
            operator()


def test_pictures_of_all_kinds_can_be_dropped_onto_the_viewport_alone(addon: ModuleType) -> None:
    handler = bpy.types.FileHandler.bl_rna_get_subclass_py("RODIN_PROPS_FH_pictures")
    taken = handler.bl_file_extensions.split(";")
    assert {".png", ".jpg", ".jpeg", ".webp", ".tif", ".exr", ".bmp", ".tga"} <= set(taken)
    assert handler.bl_import_operator == "rodin_props.drop_pictures"
    places = {area.type: area for area in bpy.context.window.screen.areas}
    for kind, area in places.items():
        with bpy.context.temp_override(area=area):
            assert handler.poll_drop(bpy.context) == (kind == "VIEW_3D")

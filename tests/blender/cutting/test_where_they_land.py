# SPDX-License-Identifier: GPL-3.0-or-later
"""Known things are rendered, cut out, made again, landed, and looked at again: each is where the picture showed it."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
import still_life
from masks import Masks, masks_of, overlap
from PIL import Image

Part = Callable[[str], ModuleType]
Jobs = Callable[[], tuple[Any, ...]]
NAMES = ("chest", "column", "cone", "monkey", "crate", "ball")
_MOST_HIDDEN = 1 / 3


@pytest.fixture
def life(online: Any, tmp_path: Path) -> dict[str, Any]:
    """The things before the camera; the service makes exactly these, by their words."""
    things = still_life.set_up(NAMES)
    still_life.write_models(things, tmp_path)
    online.scenario(models_folder=str(tmp_path), texture_pixels=64, max_faces=500)
    bpy.context.scene.rodin_props.quality = "LOW"
    return things


def _others() -> list[Any]:
    return [bpy.data.objects["Ground"], bpy.data.objects["Table"]]


def _compare(before: Masks, after: Masks, record_property: Callable[[str, object], None]) -> None:
    found = {name: overlap(before.seen[name], after.seen[name]) for name in before.seen}
    hidden = {name: before.hidden_share(name) for name in before.seen}
    for name, share in found.items():
        record_property(f"overlap of {name}", share)
        print(f"{name}: overlap {share:.3f}, hidden {hidden[name]:.2f}")
    assert max(hidden.values()) > 0.1, "some stand before others"
    too_far = {name: share for name, share in found.items() if hidden[name] <= _MOST_HIDDEN and share < 0.8}
    assert not too_far


def _props(jobs: Jobs, part: Part) -> dict[str, Any]:
    provenance_of = part("scene.provenance").provenance_of
    made = {provenance_of(each).job_id: each for each in bpy.data.objects if provenance_of(each) is not None}
    return {job.prompt: made[job.id] for job in jobs() if job.id in made}


@pytest.fixture
def painting(life: dict[str, Any], part: Part, tmp_path: Path) -> str:
    """The name of an image that shows the things."""
    scene, path = bpy.context.scene, tmp_path / "street.png"
    part("scene.capture.ordering").camera_capture(
        scene, view_layer=bpy.context.view_layer, camera=scene.camera, output_path=path
    ).render_blocking()
    return bpy.data.images.load(str(path)).name


@pytest.mark.long
def test_each_lands_where_the_picture_shows_it_though_only_boxes_tell(
    life: dict[str, Any], online: Any, jobs: Jobs, part: Part, record_property: Callable[[str, object], None]
) -> None:
    before = masks_of(life, _others())
    boxes = [{"box": before.box(name), "name": name} for name in NAMES]
    assert bpy.ops.rodin_props.generate_from_boxes(boxes=boxes) == {"FINISHED"}
    props = _props(jobs, part)
    assert set(props) == set(NAMES)
    _compare(before, masks_of(props, _others()), record_property)
    assert len(online.record()["submissions"]) == len(NAMES)


@pytest.mark.long
def test_each_lands_where_an_image_shows_it_that_the_scene_knows_nothing_of(
    life: dict[str, Any], painting: str, jobs: Jobs, part: Part, record_property: Callable[[str, object], None]
) -> None:
    before = masks_of(life, _others())
    for thing in life.values():
        bpy.data.objects.remove(thing)
    boxes = [{"box": before.box(name), "name": name} for name in NAMES]
    assert bpy.ops.rodin_props.generate_from_boxes(boxes=boxes, image=painting) == {"FINISHED"}
    _compare(before, masks_of(_props(jobs, part), _others()), record_property)


@pytest.mark.long
@pytest.mark.parametrize("from_image", [False, True])
def test_each_takes_the_place_of_the_blockout_whose_silhouette_it_was_cut_out_by(
    life: dict[str, Any],
    painting: str,
    from_image: bool,
    jobs: Jobs,
    part: Part,
    record_property: Callable[[str, object], None],
) -> None:
    before = masks_of(life, _others())
    for name, thing in life.items():
        thing.rodin_props.prompt = name
        thing.select_set(True)
    image = painting if from_image else ""
    assert bpy.ops.rodin_props.generate_from_silhouettes(image=image) == {"FINISHED"}
    _compare(before, masks_of(_props(jobs, part), _others()), record_property)
    assert all(thing.hide_render and thing.hide_get() for thing in life.values())
    for job in jobs()[: len(NAMES)]:
        with Image.open(job.folder / job.images[0]) as picture:
            clear = (numpy.asarray(picture.convert("RGBA"))[..., 3] < 128).mean()
        assert 0.05 < clear < 0.8, (job.name, clear)

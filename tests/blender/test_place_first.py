# SPDX-License-Identifier: GPL-3.0-or-later
"""Place first, arrive later: whatever became of the place while waiting, the prop lands as it is by then."""

import math
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from blockout_scene import new_box
from mathutils import Euler, Matrix, Vector

Jobs = Callable[[], tuple[Any, ...]]
Part = Callable[[str], ModuleType]
FAST = ("--speed", "1000", "--rate-limit", "0", "--parallel-limit", "0", "--texture-pixels", "64", "--max-faces", "500")


@pytest.fixture(scope="session")
def shared_sandbox(start_sandbox: Callable[..., Any]) -> Any:
    """Small models, as it is their places that count here."""
    return start_sandbox(*FAST)


@pytest.fixture
def part(online: Any, part: Part) -> Part:
    """With a sandbox to talk to."""
    return part


@pytest.fixture
def send(part: Part, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """A function that sends a box's job (or a placeholder's) as the buttons do, but does not wait for the prop."""
    monkeypatch.setattr(part("session.landing.wait_in_background"), "wait_for", lambda context, job_ids: None)

    def run(box: bpy.types.Object | None = None, prompt: str = "a stool") -> str:
        settings = bpy.context.scene.rodin_props
        settings.source, settings.prompt = "TEXT", prompt
        bpy.context.view_layer.update()
        for each in bpy.context.view_layer.objects:
            each.select_set(each == box)
        if box is not None:
            bpy.ops.rodin_props.generate_from_selection()
        else:
            bpy.ops.rodin_props.generate_from_text(prompt=prompt)
        here = part("session.session").current()
        here.refresh()
        return here.jobs[0].id

    return run


@pytest.fixture
def arrive(part: Part) -> Callable[[], None]:
    """A function that looks like the monitor until nothing is on its way any more."""

    def run() -> None:
        tick, session = part("session.watching.tick"), part("session.session").current()
        part("session.watching.look").forget()
        while tick.tick(bpy.context):
            assert not [job.error for job in session.jobs if job.state.value == "FAILED" and job.active]
        bpy.context.view_layer.update()

    return run


@pytest.fixture
def props_of(part: Part) -> Callable[[str], list[bpy.types.Object]]:
    """A function that gives the props of a job in the open file, by name."""

    def run(job_id: str) -> list[bpy.types.Object]:
        provenance = part("scene.provenance").provenance_of
        found = [each for each in bpy.data.objects if (made := provenance(each)) and made.job_id == job_id]
        return sorted(found, key=lambda each: each.name)

    return run


Props = Callable[[str], list[bpy.types.Object]]


def test_it_lands_where_the_box_is_by_then(send: Any, arrive: Any, props_of: Props) -> None:
    box = new_box("Box", size=(1.0, 1.0, 1.0))
    job_id = send(box)
    room = bpy.data.objects.new("Room", None)
    bpy.context.scene.collection.objects.link(room)
    room.location.x = 10.0
    other = bpy.data.collections.new("Furniture")
    bpy.context.scene.collection.children.link(other)
    box.parent, box.name = room, "Renamed"
    other.objects.link(box)
    bpy.context.scene.collection.objects.unlink(box)
    box.location, box.rotation_euler.z, box.scale = (0.0, 2.0, 1.0), math.radians(30), (2.0, 2.0, 2.0)
    arrive()
    (prop,) = props_of(job_id)
    assert prop.parent == room
    assert list(prop.users_collection) == [other]
    assert tuple(prop.matrix_world.translation) == pytest.approx((10.0, 2.0, 0.0), abs=1e-4)
    assert prop.matrix_world.to_euler().z == pytest.approx(math.radians(30), abs=1e-4)
    assert max(prop.dimensions) == pytest.approx(2.0, rel=0.01)
    assert bpy.data.objects["Renamed"].hide_get()


def test_duplicates_made_meanwhile_become_linked_copies(send: Any, arrive: Any, props_of: Props, online: Any) -> None:
    box = new_box("Box")
    job_id = send(box)
    for number in (1, 2):
        twin = box.copy()
        twin.location.x = 3.0 * number
        bpy.context.scene.collection.objects.link(twin)
    arrive()
    props = props_of(job_id)
    assert sorted(round(each.location.x, 3) for each in props) == [0.0, 3.0, 6.0]
    assert len({each.data for each in props}) == 1
    assert len(online.record()["submissions"]) == 1


def test_a_deleted_place_lets_the_prop_wait_in_the_list(send: Any, arrive: Any, props_of: Props, jobs: Jobs) -> None:
    box = new_box("Box", size=(0.5, 0.5, 2.0))
    job_id = send(box)
    bpy.data.objects.remove(box)
    arrive()
    assert props_of(job_id) == []
    assert jobs()[0].state.value == "READY"
    bpy.context.scene.cursor.location = (4.0, 0.0, 0.0)
    bpy.ops.rodin_props.import_job(job=job_id)
    bpy.context.view_layer.update()
    (prop,) = props_of(job_id)
    assert max(prop.dimensions) == pytest.approx(2.0, rel=0.01)
    assert prop.location.x == pytest.approx(4.0)


def test_a_place_that_lost_its_extent_still_gets_its_prop(send: Any, arrive: Any, props_of: Props) -> None:
    box = new_box("Box", size=(0.5, 0.5, 2.0), location=(3.0, 0.0, 0.0))
    job_of_box = send(box)
    box.data.clear_geometry()
    job_of_placeholder = send(None, prompt="a mug")
    placeholder = next(each for each in bpy.data.objects if each.type == "EMPTY")
    placeholder.scale = (0.0, 0.0, 0.0)
    arrive()
    (stool,), (mug,) = props_of(job_of_box), props_of(job_of_placeholder)
    assert stool.location.x == pytest.approx(3.0)
    assert max(stool.dimensions) == pytest.approx(2.0, rel=0.01)
    assert mug.dimensions.z == pytest.approx(bpy.context.scene.rodin_props.height_meters, rel=0.01)


def test_a_hidden_box_gives_a_hidden_prop_in_its_place(send: Any, arrive: Any, props_of: Props) -> None:
    box = new_box("Box", location=(1.0, 1.0, 1.0))
    job_id = send(box)
    box.hide_set(True)
    box.location.x = 5.0
    arrive()
    (prop,) = props_of(job_id)
    assert prop.hide_get()
    assert prop.location.x == pytest.approx(5.0)


def test_a_placeholder_is_found_wherever_it_went(send: Any, arrive: Any, props_of: Props) -> None:
    bpy.context.scene.rodin_props.height_meters = 1.0
    job_id = send(None)
    (placeholder,) = (each for each in bpy.data.objects if each.type == "EMPTY")
    placeholder.name = "My stool"
    placeholder.matrix_world = Matrix.LocRotScale(Vector((7, 8, 9.75)), Euler((0, 0, 1.0)), Vector((1.5, 1.5, 1.5)))
    arrive()
    (prop,) = props_of(job_id)
    assert tuple(prop.location) == pytest.approx((7.0, 8.0, 9.0), abs=1e-4)
    assert prop.dimensions.z == pytest.approx(1.5, rel=0.01)
    assert not [each for each in bpy.data.objects if each.type == "EMPTY"]


def test_saved_renamed_and_opened_again_it_still_lands(send: Any, arrive: Any, props_of: Props, tmp_path: Path) -> None:
    job_id = send(new_box("Box", location=(2.0, 0.0, 0.0)))
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "layout.blend"))
    bpy.ops.wm.read_homefile(use_empty=True)
    (tmp_path / "layout.blend").rename(tmp_path / "renamed.blend")
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "renamed.blend"))
    arrive()
    (prop,) = props_of(job_id)
    assert prop.location.x == pytest.approx(2.0)
    assert bpy.data.objects["Box"].hide_get()


def test_two_files_with_the_same_place_each_get_the_prop_for_one_payment(
    send: Any, arrive: Any, props_of: Props, online: Any, tmp_path: Path
) -> None:
    job_id = send(new_box("Box"))
    for name in ("first.blend", "second.blend"):
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / name))
    for name in ("first.blend", "second.blend"):
        bpy.ops.wm.open_mainfile(filepath=str(tmp_path / name))
        arrive()
        assert len(props_of(job_id)) == 1
    assert len(online.record()["submissions"]) == 1


def test_a_box_appended_into_a_new_file_gets_its_prop_there(
    send: Any, arrive: Any, props_of: Props, online: Any, tmp_path: Path
) -> None:
    job_id = send(new_box("Box"))
    file = tmp_path / "layout.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(file))
    arrive()
    assert len(props_of(job_id)) == 1
    bpy.ops.wm.read_homefile(use_empty=True)
    bpy.ops.wm.append(directory=f"{file}/Object/", filename="Box")
    arrive()
    assert len(props_of(job_id)) == 1
    assert bpy.data.objects["Box"].hide_get()
    assert len(online.record()["submissions"]) == 1


def test_a_box_linked_into_another_file_is_left_alone(
    send: Any, arrive: Any, props_of: Props, part: Part, jobs: Jobs, tmp_path: Path
) -> None:
    job_id = send(new_box("Box"))
    file = tmp_path / "set.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(file))
    bpy.ops.wm.read_homefile(use_empty=True)
    bpy.ops.wm.link(directory=f"{file}/Object/", filename="Box", instance_collections=False)
    assert job_id in bpy.data.objects["Box"]["rodin_props_job"]
    arrive()
    assert props_of(job_id) == []
    linked_from = part("scene.places.placement").linked_from(job_id)
    line = part("ui.status").describe(jobs()[0], placed=False, linked_from=linked_from)
    assert line.sentence == "Its place is linked from set.blend. Open that file, or make the object local."


def test_a_blockout_tells_its_progress_in_the_viewport(
    send: Any, part: Part, arrive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[Any, ...]] = []
    part("session.watching.viewport_labels").listen(shown.append)
    send(new_box("Box"), prompt="a stool")
    part("session.watching.tick").tick(bpy.context)
    (mark,) = shown[-1]
    assert mark.object_name == "Box"
    assert mark.text.startswith("Stool ")
    arrive()
    part("session.watching.tick").rest(bpy.context)
    assert shown[-1] == ()


@pytest.mark.parametrize(
    ("system", "scale"), [("METRIC", 0.01), ("IMPERIAL", 1.0), ("IMPERIAL", 0.3048), ("NONE", 1.0)]
)
def test_a_metre_is_a_metre_in_every_scene(send: Any, arrive: Any, props_of: Props, system: str, scale: float) -> None:
    units, settings = bpy.context.scene.unit_settings, bpy.context.scene.rodin_props
    units.system, units.scale_length = system, scale
    settings.height_meters = 1.0
    shown = bpy.utils.units.to_value(system, "LENGTH", "1m") / scale if system != "NONE" else 1.0
    assert settings.size == pytest.approx(shown)  # what Blender shows as 1 m, or as 3.28 feet
    settings.size = shown * 2.0
    assert settings.height_meters == pytest.approx(2.0)
    job_id = send(None)
    arrive()
    (prop,) = props_of(job_id)
    assert prop.dimensions.z * scale == pytest.approx(2.0, rel=0.01)


def test_a_box_in_a_scene_in_centimetres_is_filled(send: Any, arrive: Any, props_of: Props, jobs: Jobs) -> None:
    units = bpy.context.scene.unit_settings
    units.system, units.scale_length = "METRIC", 0.01
    job_id = send(new_box("Box", size=(50.0, 50.0, 100.0)))
    assert jobs()[0].target.size_meters == pytest.approx(1.0)
    arrive()
    (prop,) = props_of(job_id)
    ratios = [has / given for has, given in zip(prop.dimensions, (50.0, 50.0, 100.0), strict=True)]
    assert max(ratios) == pytest.approx(1.0, rel=0.01)

# SPDX-License-Identifier: GPL-3.0-or-later
"""New textures land when they are ready and the mesh is as it was; else they wait, and nothing is lost."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from own_mesh import shows_the_ramp
from selecting import select

Part = Callable[[str], ModuleType]
Retexture = Callable[..., set[str]]
Jobs = Callable[[], tuple[Any, ...]]


@pytest.fixture
def cube(addon: ModuleType) -> bpy.types.Object:
    """A mesh of the artist's."""
    bpy.ops.mesh.primitive_cube_add()
    return bpy.context.object


@pytest.fixture
def ordered(
    unwaited: None, retexture: Retexture, cube: bpy.types.Object, look_until_all_ended: Any
) -> Callable[..., None]:
    """A function that orders new textures for the cube, lets something happen, and looks until nothing goes on."""

    def order(meanwhile: Callable[[], object]) -> None:
        retexture(cube)
        meanwhile()
        look_until_all_ended()

    return order


def _state(jobs: Jobs) -> str:
    return str(jobs()[0].state.value)


@pytest.mark.long
def test_a_mesh_that_was_edited_meanwhile_waits_until_that_is_undone(
    ordered: Callable[..., None], cube: bpy.types.Object, jobs: Jobs, part: Part, looks: ModuleType,
    look_until_all_ended: Callable[[], None],
) -> None:  # fmt: skip
    mesh = cube.data.copy()

    def edit() -> None:
        cube.data.vertices[0].co.x += 0.5

    ordered(edit)
    session = part("session.session").current()
    job = jobs()[0]
    assert job.state.value == "READY"
    assert "was edited since its new textures were ordered" in session.refused[job.id]
    line = part("ui.status").describe(job, refused=session.refused[job.id])
    assert line.can_import
    assert "Undo that" in line.sentence
    assert not looks.looks_of(cube)
    assert not [each for each in bpy.data.materials if each.name.startswith("Cube")]
    cube.data = mesh
    assert bpy.ops.rodin_props.import_job(job=job.id) == {"FINISHED"}
    assert _state(jobs) == "IMPORTED"
    shows_the_ramp(cube)


@pytest.mark.parametrize("edit", ["more faces", "other UVs", "no UV map"])
@pytest.mark.long
def test_other_edits_are_told_too(
    ordered: Callable[..., None], cube: bpy.types.Object, jobs: Jobs, part: Part, edit: str
) -> None:
    def change() -> None:
        if edit == "more faces":
            bpy.ops.object.mode_set(mode="EDIT")
            bpy.ops.mesh.subdivide()
            bpy.ops.object.mode_set(mode="OBJECT")
        elif edit == "other UVs":
            cube.data.uv_layers[0].uv[0].vector = (0.9, 0.9)
        else:
            cube.data.uv_layers.remove(cube.data.uv_layers[0])

    ordered(change)
    assert _state(jobs) == "READY"
    assert part("session.session").current().refused


@pytest.mark.long
def test_a_scale_that_was_applied_meanwhile_does_no_harm(
    ordered: Callable[..., None], cube: bpy.types.Object, jobs: Jobs
) -> None:
    cube.scale = (1, 2, 3)

    def apply() -> None:
        select(cube)
        bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)

    ordered(apply)
    assert _state(jobs) == "IMPORTED"
    shows_the_ramp(cube)


def test_a_mesh_that_was_deleted_is_waited_for(
    ordered: Callable[..., None], cube: bpy.types.Object, jobs: Jobs, part: Part
) -> None:
    copy = bpy.data.objects.new("copy", cube.data.copy())
    bpy.context.scene.collection.objects.link(copy)
    ordered(lambda: bpy.data.objects.remove(cube))
    job = jobs()[0]
    assert job.state.value == "READY"
    assert part("ui.status").describe(job, placed=False).text == "Ready, its mesh is not in this file"
    select()
    with pytest.raises(RuntimeError, match="is not in this file"):
        bpy.ops.rodin_props.import_job(job=job.id)
    assert _state(jobs) == "READY"
    select(copy)
    assert bpy.ops.rodin_props.import_job(job=job.id) == {"FINISHED"}
    shows_the_ramp(copy)


@pytest.mark.long
def test_duplicates_made_meanwhile_get_the_look_too(
    ordered: Callable[..., None], cube: bpy.types.Object, looks: ModuleType
) -> None:
    def duplicate() -> None:
        for name, mesh in (("linked", cube.data), ("copied", cube.data.copy())):
            other = cube.copy()
            other.name, other.data = name, mesh
            bpy.context.scene.collection.objects.link(other)

    ordered(duplicate)
    for name in ("Cube", "linked", "copied"):
        assert looks.shown_look(bpy.data.objects[name])
        assert "rodin_props_look_job" not in bpy.data.objects[name]
    assert len({slot.material for each in bpy.data.objects for slot in each.material_slots}) == 1


@pytest.mark.long
def test_the_mesh_is_found_again_after_the_file_was_saved_and_opened(
    unwaited: None, retexture: Retexture, cube: bpy.types.Object, jobs: Jobs, tmp_path: Path,
    look_until_all_ended: Callable[[], None],
) -> None:  # fmt: skip
    retexture(cube)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "room.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "room.blend"))
    look_until_all_ended()
    assert _state(jobs) == "IMPORTED"
    shows_the_ramp(bpy.data.objects["Cube"])


def test_the_export_is_listed_and_can_be_cancelled(
    unwaited: None, retexture: Retexture, cube: bpy.types.Object, part: Part, colourful: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(part("session.making.picture_queue"), "_wait", lambda pending: None)  # as in a window
    retexture(cube)
    pending_by_id = part("session.session").current().pending
    ((job_id, pending),) = pending_by_id.items()
    assert pending.doing == "Mesh is being exported"
    ((folder, _),) = pending.planned
    assert folder.is_dir()
    assert cube["rodin_props_look_job"] == job_id
    assert bpy.ops.rodin_props.cancel_job(job=job_id) == {"FINISHED"}
    assert not folder.exists()
    assert "rodin_props_look_job" not in cube
    assert colourful.record()["submissions"] == []


def test_a_file_that_is_closed_during_the_export_sends_nothing(
    unwaited: None, retexture: Retexture, cube: bpy.types.Object, part: Part, colourful: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(part("session.making.picture_queue"), "_wait", lambda pending: None)
    retexture(cube)
    ((job_id, pending),) = part("session.session").current().pending.items()
    bpy.ops.wm.read_homefile(use_empty=True)
    assert "Another file was opened" in pending.error
    assert not pending.planned[0][0].exists()
    bpy.ops.rodin_props.cancel_job(job=job_id)
    assert colourful.record()["submissions"] == []


def test_the_export_goes_on_while_the_artist_works(
    unwaited: None, retexture: Retexture, cube: bpy.types.Object, part: Part, jobs: Jobs,
    look_until_all_ended: Callable[[], None], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(part("session.making.picture_queue"), "_wait", lambda pending: None)
    retexture(cube)
    assert part("session.session").current().pending
    cube.location.x = 7.0
    look_until_all_ended()
    assert _state(jobs) == "IMPORTED"
    assert cube.location.x == 7.0
    shows_the_ramp(cube)

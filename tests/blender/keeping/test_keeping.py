# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeping props in the library: one or many, later as well, and never twice."""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]


@pytest.mark.long
def test_many_are_kept_at_once_each_in_a_file_of_its_own(finished: Any, keep: Any, kept: Any) -> None:
    jobs = [finished(name) for name in ("Chair", "Lamp", "Chair")]
    assert keep(*jobs) == {"FINISHED"}
    assert kept() == sorted(f"Unsaved/{job.name} {job.id[:8]}.blend" for job in jobs)


def test_kept_twice_there_is_one_file_and_it_stays_as_it_is(finished: Any, keep: Any, kept: Any, part: Part) -> None:
    job = finished()
    keep(job)
    before = kept.path(job).stat().st_mtime_ns
    assert keep(job, finished("Lamp")) == {"FINISHED"}
    assert len(kept()) == 2
    assert kept.path(job).stat().st_mtime_ns == before
    begun = part("session.keeping.keep").keep(bpy.context, [job, job])
    assert (begun.asked, [each.id for each in begun.already]) == ((), [job.id])


def test_one_that_a_person_moved_or_renamed_makes_no_double(finished: Any, keep: Any, kept: Any, library: Path) -> None:
    job = finished()
    keep(job)
    moved = library / "Furniture" / f"Best chair {job.id[:8]}.blend"
    moved.parent.mkdir()
    kept.path(job).rename(moved)
    keep(job)
    assert kept() == [f"Furniture/Best chair {job.id[:8]}.blend"]


@pytest.mark.long
def test_one_that_a_person_removed_can_be_kept_again(finished: Any, keep: Any, kept: Any) -> None:
    job = finished()
    keep(job)
    kept.path(job).unlink()
    keep(job)
    assert len(kept()) == 1


@pytest.mark.long
def test_the_ledger_knows_what_is_kept_and_where(finished: Any, keep: Any, kept: Any, part: Part) -> None:
    job = finished()
    keep(job)
    known = {each.job_id: each.path for each in part("session.keeping.queue").table().kept()}
    assert known[job.id] == kept.path(job)
    assert part("session.keeping.queue").unfinished() == ()


def test_variants_are_one_asset_each_and_called_so(finished: Any, keep: Any, kept: Any) -> None:
    first = finished()
    variants = [finished(target={"variant_of": first.id}) for _ in range(2)]
    keep(first, *variants)
    names = [Path(kept.path(job)).stem[:-9] for job in (first, *variants)]
    assert names == ["Chair", "Chair Variant 2", "Chair Variant 3"]


@pytest.mark.long
def test_a_variant_that_is_not_shown_is_kept_at_the_size_of_its_prop(
    finished: Any, keep: Any, kept: Any, append: Any, part: Part
) -> None:
    first = finished()
    bpy.ops.rodin_props.import_job(job=first.id)
    prop = bpy.data.objects["Chair"]
    other = finished(target={"variant_of": first.id})
    part("scene.places.placement").mark_target(prop, other.id, part("scene.measure.sizing").Fit.INSIDE)
    bpy.ops.rodin_props.import_job(job=other.id)
    prop.scale = (2.0, 2.0, 2.0)
    bpy.context.view_layer.update()
    assert part("scene.provenance").provenance_of(prop).job_id == other.id
    keep(first)
    again = append(kept.path(first))
    assert max(vertex.co.z for vertex in again.data.vertices) == pytest.approx(1.8, abs=2e-3)


def test_the_selected_props_are_kept_and_nothing_else_of_the_scene(finished: Any, kept: Any) -> None:
    jobs = [finished(name) for name in ("Chair", "Lamp", "Table")]
    for job in jobs:
        bpy.ops.rodin_props.import_job(job=job.id)
    bpy.ops.mesh.primitive_cube_add()
    for each in bpy.context.scene.objects:
        each.select_set(each.name in {"Chair", "Lamp", "Cube"})
    assert bpy.ops.rodin_props.keep_in_library() == {"FINISHED"}
    assert kept() == sorted(f"Unsaved/{job.name} {job.id[:8]}.blend" for job in jobs[:2])


def test_without_a_selection_it_says_what_to_do(finished: Any, library: Path) -> None:
    finished()
    with pytest.raises(RuntimeError, match="Select props that were generated"):
        bpy.ops.rodin_props.keep_in_library()


def test_each_project_has_a_folder_and_a_catalog_by_the_folder_of_its_blend(
    finished: Any, keep: Any, kept: Any, library: Path, append: Any, tmp_path: Path
) -> None:
    here, there = finished(), finished("Lamp")
    for job, project in ((here, "Shot 12"), (there, "Kitchen")):
        (tmp_path / project).mkdir()
        bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / project / "layout.blend"))
        bpy.ops.rodin_props.import_job(job=job.id)
    keep(here, there)  # in the file of the second
    assert kept() == [f"Kitchen/Lamp {there.id[:8]}.blend", f"Shot 12/Chair {here.id[:8]}.blend"]
    lines = (library / "blender_assets.cats.txt").read_text().splitlines()
    catalogs = {line.split(":")[1]: line.split(":")[0] for line in lines if line.count(":") == 2 and line[0] != "#"}
    assert set(catalogs) == {"Kitchen", "Shot 12"}
    for job, project in ((here, "Shot 12"), (there, "Kitchen")):
        assert append(kept.path(job)).asset_data.catalog_id == catalogs[project]


def test_what_is_no_finished_prop_is_not_kept_and_it_says_so(finished: Any, keep: Any, kept: Any, part: Part) -> None:
    parts = finished("Robot", work=part("jobs.work").Parts())
    done = finished()
    begun = part("session.keeping.keep").keep(bpy.context, [parts, done])
    assert begun.refused == {parts.id: "“Robot” is no prop of its own: only props can be kept."}
    assert [job.id for job in begun.asked] == [done.id]
    part("session.keeping.queue").finish(bpy.context, [done.id])
    assert len(kept()) == 1


def test_what_a_newer_blender_prepared_waits_until_this_one_has_prepared_it(
    finished: Any, kept: Any, part: Part, chair_files: Path
) -> None:
    job = finished(facts={"prepared_version": "99.0.0", "model_file": "model.glb"})
    shutil.copy(chair_files / "model.glb", job.folder / "model.glb")
    queue = part("session.keeping.queue")
    part("session.keeping.keep").keep(bpy.context, [job])
    queue.advance()
    state = part("session.session").current()
    state.refresh()
    assert state.job(job.id).state.value == "PREPARING"
    assert queue.is_working()
    state.ledger.move(job.id, part("jobs.states").State.READY, prepared_version="4.2.0")
    state.refresh()
    queue.finish(bpy.context, [job.id])
    assert len(kept()) == 1

# SPDX-License-Identifier: GPL-3.0-or-later
"""Several jobs are selected, and removed with what they take; what was saved nowhere else stays unless it is chosen."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context

Part = Callable[[str], ModuleType]


@pytest.fixture
def gallery(ledger: Any, part: Part) -> Callable[[], Any]:
    """A function that gives the gallery, in which the ledger has been looked at."""

    def looked_at() -> Any:
        part("session.session").current().refresh()
        assert part("session.watching.look").gallery_page() is not None
        return part("session.gallery.current").gallery()

    return looked_at


def select(which: str, job: Any = None, **more: Any) -> None:
    assert bpy.ops.rodin_props.select_jobs(which=which, job=job.id if job else "", **more) == {"FINISHED"}


def test_jobs_are_selected_one_by_one_by_page_and_all_that_were_found(many: Any, gallery: Any) -> None:
    view = gallery()
    first, second = view.shown().jobs[:2]
    select("ONE", second)
    select("ONE", first)
    assert view.selected == (first.id, second.id)
    select("ONE", first)
    assert view.selected == (second.id,)
    select("PAGE")
    assert view.selected == view.shown().found.ids[:20]
    select("PAGE")
    assert view.selected == ()
    select("FOUND")
    assert len(view.selected) == view.selected_sum.jobs == 1000
    select("NONE")
    assert (view.selected, view.selected_sum.jobs) == ((), 0)


def test_with_shift_all_between_are_selected_too(many: Any, gallery: Any) -> None:
    view = gallery()
    ids = view.shown().found.ids
    view.toggle(ids[2])
    view.toggle(ids[6], with_range=True)
    assert view.selected == ids[2:7]
    view.toggle(ids[4], with_range=True)
    assert view.selected == ids[2:4]


def test_only_what_is_found_is_selected(many: Any, add: Any, ledger: Any, gallery: Any) -> None:
    lamp = add("CANCELLED", name="Lamp")
    view = gallery()
    select("FOUND")
    bpy.context.window_manager.rodin_props_search = "lamp"
    gallery()
    assert view.selected == (lamp.id,)
    ledger.remove(lamp.id)
    gallery()
    assert view.selected == ()


@pytest.fixture
def mixed(add: Any, ledger: Any, tmp_path: Any) -> dict[str, Any]:
    """One that failed, one that is in a saved file, one that is saved nowhere else, and one that runs."""
    found = {name: add("WAITING", "DOWNLOADING", "READY", "IMPORTED", name=name) for name in ("saved", "only here")}
    for job in found.values():
        (job.folder / "model.glb").write_bytes(b"x" * 5000)
        ledger.update(job.id, model_file="model.glb", task_uuid=f"task of {job.name}")
    blend = tmp_path / "kitchen.blend"
    ledger.landings.note([found["saved"].id], str(blend))
    bpy.ops.wm.save_as_mainfile(filepath=str(blend))
    return {**found, "failed": add("FAILED", name="failed"), "running": add("WAITING", name="running")}


def test_what_is_saved_nowhere_else_stays_unless_it_is_asked_for(mixed: Any, ledger: Any, gallery: Any) -> None:
    gallery()
    select("FOUND")
    assert bpy.ops.rodin_props.remove_selected() == {"FINISHED"}
    assert {job.name for job in ledger.jobs()} == {"only here", "running"}
    assert not mixed["saved"].folder.exists()
    gallery()
    assert bpy.ops.rodin_props.remove_selected(with_lost=True) == {"FINISHED"}
    assert [job.name for job in ledger.jobs()] == ["running"]


def test_what_is_paid_or_added_after_the_dialog_told_what_is_lost_stays(
    mixed: Any, add: Any, part: Part, ledger: Any, gallery: Any
) -> None:
    gallery()
    select("FOUND")
    told = part("session.gallery.removing").plan(gallery().selected)
    ledger.retry(mixed["failed"].id)  # in another Blender
    ledger.update(mixed["failed"].id, task_uuid="task")
    ledger.cancel(mixed["failed"].id)
    add("FAILED", name="later")
    gallery()
    select("FOUND")
    said: list[str] = []
    pressed = SimpleNamespace(_planned=told, with_lost=True, report=lambda level, text: said.append(text))
    part("operators.jobs.gallery_actions").RODIN_PROPS_OT_remove_selected.act(pressed, bpy.context)
    assert said == ["2 removed. 1 stays: it is saved nowhere else."]
    assert {job.name for job in ledger.jobs()} == {"failed", "later", "running"}


def test_what_was_paid_since_the_last_look_at_the_list_stays(mixed: Any, ledger: Any, gallery: Any) -> None:
    gallery()
    select("FOUND")
    ledger.retry(mixed["failed"].id)
    ledger.update(mixed["failed"].id, task_uuid="task")
    ledger.cancel(mixed["failed"].id)
    assert bpy.ops.rodin_props.remove_selected() == {"FINISHED"}
    assert {job.name for job in ledger.jobs()} == {"failed", "only here", "running"}


def test_one_that_cannot_be_removed_keeps_no_other_from_it_and_both_are_told(
    add: Any, ledger: Any, gallery: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    jobs = [add("FAILED", name=name) for name in ("Chair", "Lamp", "Table")]
    (jobs[1].folder / "removed.json").mkdir()  # nothing can be written in its place
    gallery()
    select("FOUND")
    assert bpy.ops.rodin_props.remove_selected() == {"FINISHED"}
    said = capfd.readouterr().out
    assert "2 removed. 1 could not be removed." in said
    assert "cannot be written to" in said
    assert [job.name for job in ledger.jobs()] == ["Lamp"]


def test_what_a_library_holds_is_saved_even_where_a_person_moved_it(
    mixed: Any, part: Part, gallery: Any, tmp_path: Path
) -> None:
    gallery()
    job, library = mixed["only here"], tmp_path / "library"
    kept = library / "kitchen" / part("jobs.library.layout").file_name(job.name, job.id)
    table = part("session.keeping.queue").table()
    keeping = part("jobs.library.keepings").Keeping(job_id=job.id, library=library, project="kitchen")
    table.ask([keeping])
    table.note_kept(keeping, kept)
    plan = part("session.gallery.removing").plan
    assert [each.name for each in plan([job.id]).only_here] == ["only here"]  # the file is gone
    moved = library / "chairs" / kept.name
    moved.parent.mkdir(parents=True)
    moved.write_bytes(b"BLENDER")
    assert [each.name for each in plan([job.id]).safe] == [job.name]


def test_the_dialog_tells_how_many_the_space_and_what_would_be_lost(mixed: Any, part: Part, gallery: Any) -> None:
    gallery()
    plan = part("session.gallery.removing").plan([job.id for job in mixed.values()])
    operator = part("operators.jobs.gallery_actions").RODIN_PROPS_OT_remove_selected

    def words(*, with_lost: bool) -> str:
        layout = Layout()
        operator.draw(SimpleNamespace(layout=layout, _planned=plan, with_lost=with_lost), context())
        return layout.words

    def space(*names: str) -> str:
        files = (path for name in names for path in mixed[name].folder.rglob("*"))
        return part("errors").size(sum(path.stat().st_size for path in files))

    told = words(with_lost=False)
    assert f"2 generations are removed, which frees {space('saved', 'failed')}." in told
    assert "1 still running" in told
    assert "1 in no saved file and in no library: only here" in told
    assert "saved" not in told.replace("no saved file", "")
    whole = space("saved", "failed", "only here")
    assert f"3 generations are removed, which frees {whole}." in words(with_lost=True)


def test_without_a_selection_the_buttons_say_what_is_missing(ledger: Any, gallery: Any) -> None:
    for name in ("import_selected", "remove_selected"):
        with pytest.raises(RuntimeError, match="Select generations in the gallery first"):
            getattr(bpy.ops.rodin_props, name)()


def test_a_task_id_is_copied_and_a_job_without_one_says_so(mixed: Any, gallery: Any) -> None:
    gallery()
    assert bpy.ops.rodin_props.copy_task_id(job=mixed["saved"].id) == {"FINISHED"}
    before = bpy.context.window_manager.clipboard
    assert before in ("task of saved", "")  # without a window, there is no clipboard
    bpy.ops.rodin_props.copy_task_id(job=mixed["failed"].id)
    assert bpy.context.window_manager.clipboard == before

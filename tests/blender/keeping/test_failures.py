# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a prop cannot be kept, the artist reads why, and it can be tried again; nothing half-written is listed."""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import drawn_words
import pytest

Part = Callable[[str], ModuleType]


_ENDS_AT_THE_LAMP = """
import bpy, importlib, os, runpy, sys
from pathlib import Path
load_package = runpy.run_path({package!r} + "/processes/script_package.py")["load_package"]
keep_script = importlib.import_module(load_package(Path({folder!r})) + ".keep_script")
keep = keep_script.keep
keep_script.keep = lambda order, folder: os.abort() if order.asset.name == "Lamp" else keep(order, folder)
keep_script.serve(Path(sys.argv[-1]))
"""
"""A script for the background Blender."""


def _drawn(part: Part) -> Any:
    """What the panel shows of what is under way."""
    layout = drawn_words.Layout()
    part("session.keeping.queue").look()
    part("ui.layouts.keeping").draw_under_way(layout, drawn_words.context())
    return layout


def test_without_a_library_it_says_how_to_choose_one(finished: Any, keep: Any, preferences: Any) -> None:
    with pytest.raises(RuntimeError, match=r"No library is chosen\. Press Choose Library"):
        keep(finished())


def test_a_folder_that_is_gone_is_named_and_not_made_again(finished: Any, keep: Any, library: Path) -> None:
    shutil.rmtree(library)
    with pytest.raises(RuntimeError, match=r"The library's folder “library” is not there\. Connect its drive"):
        keep(finished())
    assert not library.exists()


def test_one_that_goes_while_a_prop_is_on_its_way_is_named_and_it_can_be_tried_again(
    finished: Any, kept: Any, library: Path, part: Part
) -> None:
    job, queue = finished(), part("session.keeping.queue")
    part("session.keeping.keep").keep(bpy.context, [job])
    library.rename(library.with_name("elsewhere"))
    with pytest.raises(part("jobs.library.errors").KeepingFailed, match="“library” is not there"):
        queue.finish(bpy.context, [job.id])
    assert not library.exists()
    drawn = _drawn(part)
    assert "“library” is not there. Connect its drive and try again" in drawn.words
    library.with_name("elsewhere").rename(library)
    bpy.ops.rodin_props.keep_again()
    queue.finish(bpy.context, [job.id])
    assert len(kept()) == 1
    assert _drawn(part).words == ""


def test_a_folder_that_takes_no_files_is_named(finished: Any, keep: Any, kept: Any, library: Path, part: Part) -> None:
    (library / "Unsaved").write_text("in the way of the project's folder")
    with pytest.raises(RuntimeError, match=r"“library” cannot be written to\. Check its permissions"):
        keep(finished())
    bpy.ops.rodin_props.forget_keeping()
    assert _drawn(part).words == ""
    assert kept() == []


@pytest.mark.long
def test_a_file_in_the_way_of_the_new_one_leaves_nothing_half_written(
    finished: Any, keep: Any, kept: Any, library: Path
) -> None:
    job = finished()
    (library / "Unsaved" / f".Chair {job.id[:8]}.blend.part").mkdir(parents=True)
    with pytest.raises(RuntimeError, match="“Chair” could not be kept: Blender could not write its file"):
        keep(job)
    assert [path for path in library.rglob("*.blend") if path.is_file()] == []


@pytest.mark.parametrize("prepared", [b"nothing", b""], ids=["broken", "empty"])
def test_one_whose_file_cannot_be_read_does_not_keep_the_others_from_it(
    prepared: bytes, finished: Any, keep: Any, kept: Any
) -> None:
    broken, good = finished("Lamp", prepared=prepared), finished()
    with pytest.raises(RuntimeError, match="The prop's files are gone"):
        keep(broken, good)
    assert kept() == [f"Unsaved/Chair {good.id[:8]}.blend"]


@pytest.mark.long
def test_one_whose_files_are_gone_says_how_to_fetch_them(finished: Any, keep: Any, kept: Any) -> None:
    job = finished()
    (job.folder / "prepared.blend").unlink()
    with pytest.raises(RuntimeError, match="Resume the job to fetch the model again"):
        keep(job)


def test_one_that_ends_the_other_blender_is_named_and_the_rest_is_kept(
    finished: Any, kept: Any, part: Part, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    jobs = [finished(name) for name in ("Chair", "Lamp", "Table")]
    real = Path(part("scene.keeping.asset_files").KEEP_SCRIPT)
    script = tmp_path / real.name
    script.write_text(_ENDS_AT_THE_LAMP.format(folder=str(real.parent), package=str(real.parents[2])))
    monkeypatch.setattr(part("scene.keeping.asset_files"), "KEEP_SCRIPT", script)
    part("session.keeping.keep").keep(bpy.context, jobs)
    with pytest.raises(
        part("jobs.library.errors").KeepingFailed, match="“Lamp” could not be kept: the background Blender"
    ):
        part("session.keeping.queue").finish(bpy.context, [job.id for job in jobs])
    assert kept() == sorted(f"Unsaved/{job.name} {job.id[:8]}.blend" for job in (jobs[0], jobs[2]))


def test_at_most_a_few_reasons_are_drawn(finished: Any, library: Path, part: Part) -> None:
    jobs, queue = [finished(f"Chair {number}") for number in range(6)], part("session.keeping.queue")
    part("session.keeping.keep").keep(bpy.context, jobs)
    for number, keeping in enumerate(queue.unfinished()):
        queue.table().note_error(keeping, f"Reason {number}.")
    drawn = _drawn(part)
    assert [each for each in drawn.labels if each.startswith("Reason")] == ["Reason 0.", "Reason 1.", "Reason 2."]
    bpy.ops.rodin_props.forget_keeping()

# SPDX-License-Identifier: GPL-3.0-or-later
"""The library is a folder that the artist chose, known to Blender by name; and what is kept where by choice."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import drawn_words
import pytest

Part = Callable[[str], ModuleType]


def _libraries() -> list[tuple[str, str]]:
    """Blender's own list, without its User Library."""
    return [(each.name, each.path) for each in bpy.context.preferences.filepaths.asset_libraries][1:]


def test_blender_knows_the_chosen_folder_under_the_artist_s_name_once(preferences: Any, tmp_path: Path) -> None:
    folder = tmp_path / "props of the studio"
    for _ in range(2):
        assert bpy.ops.rodin_props.choose_library(directory=f"{folder}/", name="Studio") == {"FINISHED"}
    assert folder.is_dir()
    assert [(name, Path(path)) for name, path in _libraries()] == [("Studio", folder)]
    assert (preferences.library_name, Path(preferences.library_folder)) == ("Studio", folder)


def test_a_folder_that_blender_knows_already_keeps_the_name_that_it_has(preferences: Any, tmp_path: Path) -> None:
    bpy.context.preferences.filepaths.asset_libraries.new(name="Ours", directory=str(tmp_path))
    bpy.ops.rodin_props.choose_library(directory=str(tmp_path), name="Studio")
    assert [name for name, _ in _libraries()] == ["Ours"]
    assert preferences.library_name == "Ours"


def test_what_is_dragged_from_it_belongs_to_the_artist_s_file(preferences: Any, tmp_path: Path) -> None:
    bpy.ops.rodin_props.choose_library(directory=str(tmp_path), name="Studio")
    library = bpy.context.preferences.filepaths.asset_libraries["Studio"]
    assert library.import_method in {"APPEND_REUSE", "APPEND"}


@pytest.mark.parametrize("directory", ["", "  "])
def test_no_folder_is_no_library(directory: str, preferences: Any) -> None:
    with pytest.raises(RuntimeError, match="No folder is named"):
        bpy.ops.rodin_props.choose_library(directory=directory, name="Studio")
    assert _libraries() == []


def test_a_folder_that_cannot_be_made_is_named(preferences: Any, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RuntimeError, match="“props” cannot be written to"):
        bpy.ops.rodin_props.choose_library(directory=str(tmp_path / "file" / "props"), name="Studio")
    assert _libraries() == []
    assert preferences.library_folder == ""


def test_it_can_be_chosen_for_props_that_are_to_be_kept(finished: Any, preferences: Any, tmp_path: Path) -> None:
    job = finished()
    bpy.ops.rodin_props.choose_library(directory=str(tmp_path), name="Studio", job=job.id)
    assert [path.name for path in tmp_path.rglob("*.blend")] == [f"Chair {job.id[:8]}.blend"]


def test_nothing_is_registered_unless_the_artist_chooses_a_folder(preferences: Any, part: Part) -> None:
    assert preferences.keep == "NOWHERE"
    preferences.keep = "LIBRARY"
    layout = drawn_words.Layout()
    part("ui.layouts.keeping").draw_choice(layout, drawn_words.context())
    assert layout.properties == ["keep"]
    assert len(layout.buttons) == 1
    assert _libraries() == []


def test_the_panel_names_the_library_and_counts_what_is_on_its_way(finished: Any, library: Path, part: Part) -> None:
    jobs = [finished(), finished()]
    part("session.keeping.keep").keep(bpy.context, jobs)
    layout, keeping = drawn_words.Layout(), part("ui.layouts.keeping")
    keeping.draw_choice(layout, drawn_words.context())
    keeping.draw_under_way(layout, drawn_words.context())
    assert layout.labels == ["Keep New Props", "Studio", "Keeping 2 props"]
    part("session.keeping.queue").finish(bpy.context, [job.id for job in jobs])


def test_new_props_become_assets_of_the_file_by_choice_in_the_step_of_their_landing(
    finished: Any, preferences: Any
) -> None:
    preferences.keep = "FILE"
    job = finished()
    bpy.ops.ed.undo_push(message="Before")
    bpy.ops.rodin_props.import_job(job=job.id)
    about = bpy.data.objects["Chair"].asset_data
    assert about.description == job.prompt
    assert [tag.name for tag in about.tags][-1] == "Gen-2"
    bpy.ops.ed.undo()
    assert not any(each.asset_data for each in bpy.data.objects)
    bpy.ops.ed.redo()
    assert bpy.data.objects["Chair"].asset_data is not None


def test_new_props_go_into_the_library_by_choice(
    finished: Any, preferences: Any, kept: Any, library: Path, part: Part
) -> None:
    preferences.keep = "LIBRARY"
    job = finished()
    bpy.ops.rodin_props.import_job(job=job.id)
    assert kept() == [f"Unsaved/Chair {job.id[:8]}.blend"]
    assert bpy.data.objects["Chair"].asset_data is None


def test_a_prop_lands_though_it_cannot_be_kept_and_the_artist_reads_why(
    finished: Any, preferences: Any, part: Part
) -> None:
    preferences.keep = "LIBRARY"
    job = finished()
    bpy.ops.rodin_props.import_job(job=job.id)
    assert "Chair" in bpy.data.objects
    state = part("session.session").current()
    assert state.job(job.id).state.value == "IMPORTED"
    assert state.take_warnings() == (str(part("jobs.library.errors").LibraryNotChosen()),)


def test_by_default_a_prop_is_no_asset_and_in_no_library(finished: Any, kept: Any) -> None:
    bpy.ops.rodin_props.import_job(job=finished().id)
    assert bpy.data.objects["Chair"].asset_data is None
    assert kept() == []

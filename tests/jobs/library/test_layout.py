# SPDX-License-Identifier: GPL-3.0-or-later
"""Where props are in a library: names that every system takes, and files that are found wherever they were moved."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.jobs.library import layout

JOB = "0123abcd89ef0123"


@pytest.mark.parametrize(
    ("blend", "project"),
    [
        ("/work/Shot 12/layout.blend", "Shot 12"),
        ("C:\\work\\Küche\\layout.blend", "Küche"),
        ("//server/share/a: b?/layout.blend", "a b"),
        ("", "Unsaved"),
        ("/layout.blend", "Unsaved"),
        ("/work/.../layout.blend", "Unsaved"),
    ],
)
def test_a_project_is_called_like_the_folder_of_its_file(blend: str, project: str) -> None:
    assert layout.project_of(blend) == project


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Chair", "Chair 0123abcd.blend"),
        ("A/C: unit *new*", "A C unit new 0123abcd.blend"),
        ("  .hidden. ", "hidden 0123abcd.blend"),
        ("con", "con prop 0123abcd.blend"),
        ("\n\x00", "Prop 0123abcd.blend"),
    ],
)
def test_a_file_is_called_like_its_prop_and_by_its_job(name: str, file: str) -> None:
    assert layout.file_name(name, JOB) == file


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_every_system_takes(name: str) -> None:
    cleaned = layout.clean(name)
    assert len(cleaned.encode("utf-8", errors="surrogatepass")) <= 110
    assert not set(cleaned) & set('<>:"/\\|?*')
    assert cleaned == cleaned.strip(" .")
    assert layout.clean(cleaned) == cleaned


def test_a_file_is_found_wherever_a_person_has_moved_it_and_unfinished_ones_are_not(tmp_path: Path) -> None:
    moved = tmp_path / "furniture" / "old" / "Renamed 0123abcd.blend"
    moved.parent.mkdir(parents=True)
    whole = tmp_path / layout.file_name("Lamp", "fedcba9876543210")
    for path in (moved, layout.part_path(whole), tmp_path / "Table.blend", tmp_path / "Vase 00000000.blend1"):
        path.touch()
    assert layout.find_kept(tmp_path) == {"0123abcd": moved}
    assert layout.path_of(JOB, layout.find_kept(tmp_path)) == moved
    assert layout.path_of("fedcba9876543210", layout.find_kept(tmp_path)) is None


def test_blender_lists_no_unfinished_file() -> None:
    part = layout.part_path(Path("/library/Unsaved") / layout.file_name("Chair", JOB))
    assert part.name.startswith(".")
    assert part.suffix == ".part"
    assert part.parent == Path("/library/Unsaved")


def test_nothing_is_found_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert layout.find_kept(tmp_path / "gone") == {}

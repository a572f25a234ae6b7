# SPDX-License-Identifier: GPL-3.0-or-later
"""The gallery shows what the artist wants to see of all jobs, in the order that is asked for."""

import time
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context

Part = Callable[[str], ModuleType]
DAY = 24 * 3600.0


@pytest.fixture
def shown(part: Part, add: Any, ledger: Any) -> Callable[[], list[str]]:
    """A function that gives the names that are shown, of four jobs of different sorts."""
    add("WAITING", "DOWNLOADING", "READY", name="Chair 10", source="PICTURE", blend_path="/shots/kitchen.blend")
    add("CANCELLED", name="chair 9", source="TEXT", blend_path="/shots/kitchen.blend")
    add("FAILED", name="Lamp", source="CAMERA")
    old = add("WAITING", "GENERATING", name="Rug", source="TEXT", prompt="of the chair")
    with ledger.transaction() as connection:
        connection.execute("UPDATE jobs SET created_at = ? WHERE id = ?", (time.time() - 3 * DAY, old.id))
        connection.execute(
            "UPDATE jobs SET submitted_at = 1, consumed_credits = 2, blend_path = '/shots/attic.blend' WHERE id = ?",
            (old.id,),
        )
    part("session.session").current().refresh()

    def names() -> list[str]:
        page = part("session.watching.look").gallery_page()
        return [job.name for job in page.jobs]

    return names


def choose(by: str, value: str) -> None:
    assert bpy.ops.rodin_props.filter_gallery(by=by, value=value) == {"FINISHED"}


@pytest.mark.parametrize(
    ("by", "value", "names"),
    [
        ("GROUP", "READY", ["Chair 10"]),
        ("GROUP", "RUNNING", ["Rug"]),
        ("GROUP", "FAILED", ["Lamp"]),
        ("SOURCE", "TEXT", ["Rug", "chair 9"]),
        ("FILE", "/shots/kitchen.blend", ["chair 9", "Chair 10"]),
        ("FILE", "", ["Lamp"]),
        ("DAY", "TODAY", ["Lamp", "chair 9", "Chair 10"]),
        ("DAY", "WEEK", ["Rug", "Lamp", "chair 9", "Chair 10"]),
    ],
)
def test_jobs_are_filtered(shown: Any, by: str, value: str, names: list[str]) -> None:
    choose(by, value)
    assert shown() == names
    assert bpy.ops.rodin_props.filter_gallery(by=by, is_set=False) == {"FINISHED"}
    assert len(shown()) == 4


def test_filters_and_words_are_combined_and_taken_away_together(shown: Any) -> None:
    choose("FILE", "/shots/kitchen.blend")
    choose("GROUP", "CANCELLED")
    bpy.context.window_manager.rodin_props_search = "chair"
    assert shown() == ["chair 9"]
    choose("ALL", "")
    assert len(shown()) == 4
    assert bpy.context.window_manager.rodin_props_search == ""


def test_a_value_that_there_is_not_is_refused(shown: Any) -> None:
    for by, value in (("GROUP", "BROKEN"), ("DAY", "soon")):
        with pytest.raises(RuntimeError, match=f"nothing called “{value}”"):
            bpy.ops.rodin_props.filter_gallery(by=by, value=value)


def test_jobs_are_sorted(shown: Any) -> None:
    manager = bpy.context.window_manager
    for order, names in (
        ("NAME", ["chair 9", "Chair 10", "Lamp", "Rug"]),
        ("COST", ["Rug", "Lamp", "chair 9", "Chair 10"]),
        ("OLDEST", ["Chair 10", "chair 9", "Lamp", "Rug"]),
        ("NEWEST", ["Rug", "Lamp", "chair 9", "Chair 10"]),
    ):
        manager.rodin_props_gallery_order = order
        assert (shown(), manager.rodin_props_gallery_order) == (names, order)


def test_the_menus_name_what_there_is_and_how_many(shown: Any, part: Part) -> None:
    shown()

    def entries(by: str) -> list[str]:
        layout = Layout()
        kind = part("ui.job_list").__dict__[f"RODIN_PROPS_MT_gallery_{by}"]
        kind.draw(SimpleNamespace(layout=layout, by=kind.by), context())
        return layout.buttons

    assert entries("group") == ["All", "Running  (1)", "Ready  (1)", "Failed  (1)", "Cancelled  (1)"]
    assert entries("source") == ["All", "Camera  (1)", "Picture  (1)", "Text  (2)"]
    assert entries("file") == ["All", "attic.blend  (1)", "Unsaved Files  (1)", "kitchen.blend  (2)"]
    assert entries("day")[:4] == ["All", "Today  (3)", "Last 7 Days  (4)", "Last 30 Days  (4)"]
    assert [entry for entry in entries("day")[4:] if entry.endswith("(1)")] == entries("day")[4:] != []


def test_a_grid_shows_more_at_once_and_begins_with_the_same_job(many: Any, part: Part) -> None:
    gallery_page, manager = part("session.watching.look").gallery_page, bpy.context.window_manager
    gallery_page()
    bpy.ops.rodin_props.turn_page(pages=6)
    first = gallery_page().jobs[0].name
    manager.rodin_props_gallery_view = "GRID"
    page = gallery_page()
    assert (len(page.jobs), page.first, page.jobs[0].name) == (24, 121, first)
    layout = Layout()
    given = context(window_manager=manager)
    part("ui.job_list").RODIN_PROPS_PT_gallery.draw(SimpleNamespace(layout=layout), given)
    assert [name for name in layout.buttons if name.startswith("Thing")] == [job.name for job in page.jobs]
    manager.rodin_props_gallery_view = "LIST"

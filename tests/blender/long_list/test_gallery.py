# SPDX-License-Identifier: GPL-3.0-or-later
"""All jobs are shown a page at a time, and found by their words."""

import unicodedata
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context
from support.jobs.long_ledger import asked

Part = Callable[[str], ModuleType]
Draw = Callable[[], Layout]


@pytest.fixture
def draw(many: Any, part: Part) -> Draw:
    """A function that draws the panel, in which the ledger has been looked at."""
    part("session.watching.look").look(bpy.context)

    def drawn() -> Layout:
        layout = Layout()
        panel = part("ui.job_list").RODIN_PROPS_PT_gallery
        given = context(window_manager=bpy.context.window_manager)
        assert panel.poll(given)
        panel.draw(SimpleNamespace(layout=layout), given)
        return layout

    yield drawn
    bpy.context.window_manager.rodin_props_search = ""


def names(layout: Layout) -> list[str]:
    return [label for label in layout.buttons if label.startswith(("Thing", "The first", "Stuhl"))]


def search(text: str) -> None:
    bpy.context.window_manager.rodin_props_search = text


def turn(pages: int) -> None:
    assert bpy.ops.rodin_props.turn_page(pages=pages) == {"FINISHED"}


def test_pages_are_turned_from_the_newest_to_the_oldest(draw: Draw) -> None:
    first = draw()
    assert names(first) == [f"Thing {number}" for number in range(998, 978, -1)]
    assert "1 to 20 of 1,000" in first.labels
    turn(1)
    assert names(draw())[0] == "Thing 978"
    turn(100)
    last = draw()
    assert names(last)[-1] == "The first one"
    assert "981 to 1,000 of 1,000" in last.labels
    turn(-1)
    assert "961 to 980 of 1,000" in draw().labels
    turn(-1000)
    assert "1 to 20 of 1,000" in draw().labels


def test_words_are_found_in_name_and_prompt_whatever_their_case_and_encoding(draw: Draw, add: Any) -> None:
    add("CANCELLED", name="Stuhl", prompt=unicodedata.normalize("NFD", "ein ÜBERGROSSER Hocker"))
    search("übergroßer stuhl")
    assert names(draw()) == ["Stuhl"]
    search("  HOCKER ")
    assert names(draw()) == ["Stuhl"]
    search("first")
    assert names(draw()) == ["The first one"]
    search("stuhl thing")
    assert names(draw()) == []


def test_a_search_that_finds_nothing_says_so(draw: Draw) -> None:
    search("no such 100% thing_")
    layout = draw()
    assert names(layout) == []
    assert "No generation has “no such 100% thing_” in its name or prompt." in layout.words


def test_a_search_begins_with_its_first_page_and_ends_with_the_list(draw: Draw) -> None:
    turn(5)
    search("thing 9")
    found = draw()
    assert names(found)[0] == "Thing 998"
    assert "1 to 20 of 270" in found.labels
    search("")
    assert "1 to 20 of 1,000" in draw().labels


def test_what_is_found_follows_the_ledger(draw: Draw, ledger: Any, part: Part, many: Any) -> None:
    search("first")
    draw()
    assert bpy.ops.rodin_props.open_job(job=many.id) == {"FINISHED"}
    ledger.update(many.id, steps_done=2, error="It was cancelled.")
    part("session.session").current().refresh()
    assert "It was cancelled." in draw().words
    ledger.remove(many.id)
    part("session.session").current().refresh()
    assert names(draw()) == []


@pytest.mark.parametrize(("view", "count"), [("LIST", 20), ("GRID", 24)])
def test_drawing_asks_the_ledger_nothing(draw: Draw, ledger: Any, part: Part, view: str, count: int) -> None:
    panels, looking = part("ui.job_list"), part("session.watching.look")
    bpy.context.window_manager.rodin_props_gallery_view = view
    for text in ("", "thing"):
        search(text)
        draw()
        assert looking.spent() is not None
        bpy.ops.rodin_props.select_jobs(which="FOUND")
        bpy.ops.rodin_props.open_job(job=looking.gallery_page().jobs[0].id)
        looking.look(bpy.context)
        with asked(ledger) as statements:
            assert len(names(draw())) == count
            for panel in (panels.RODIN_PROPS_PT_jobs, panels.RODIN_PROPS_PT_spent):
                panel.draw(SimpleNamespace(layout=Layout()), context())
            for name in ("import_selected", "remove_selected", "place_job", "copy_task_id", "add_task", "clean_up"):
                getattr(bpy.ops.rodin_props, name).poll()
        assert statements == []


def test_a_page_reads_its_own_jobs_and_a_search_no_other(draw: Draw, read: list[str], part: Part, anew: Any) -> None:
    anew()
    part("session.watching.look").look(bpy.context)
    read.clear()
    draw()
    assert len(read) == 20 - 8  # the newest are known
    search("thing 12")
    draw()
    assert len(read) == 32


def test_the_search_is_not_kept_in_the_file(draw: Draw, tmp_path: Any) -> None:
    search("quite-a-rare-word")
    path = tmp_path / "scene.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(path), compress=False)
    assert b"quite-a-rare-word" not in path.read_bytes()
    bpy.ops.wm.open_mainfile(filepath=str(path))
    assert bpy.context.window_manager.rodin_props_search == "quite-a-rare-word"


def test_pages_that_are_not_shown_are_not_read(many: Any, part: Part, read: list[str], anew: Any) -> None:
    anew()
    read.clear()
    part("session.watching.look").look(bpy.context)
    assert len(read) == 8

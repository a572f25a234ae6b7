# SPDX-License-Identifier: GPL-3.0-or-later
"""The status bar says how many jobs are on the way and how far; a click shows the list, another one cancels."""

from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout

Part = Callable[[str], ModuleType]


@pytest.fixture
def drawers(part: Part) -> Iterator[Callable[[], list[Any]]]:
    """A function that gives what is drawn into the status bar behind what Blender itself draws there."""
    own = len(getattr(bpy.types.STATUSBAR_HT_header.draw, "_draw_funcs", [None]))
    yield lambda: getattr(bpy.types.STATUSBAR_HT_header.draw, "_draw_funcs", [None])[own:]
    part("ui.progress.status_bar").show("")


def test_it_says_how_far_with_a_click_to_the_list_and_one_that_cancels(
    part: Part, add: Callable[..., Any], drawers: Callable[[], list[Any]]
) -> None:
    add(name="Chair")
    add(name="Table")
    part("session.session").current().refresh()
    part("ui.progress.status_bar").show(part("session.watching.shown").status_words())
    layout = Layout()
    (draw,) = drawers()
    draw(SimpleNamespace(layout=layout), bpy.context)
    assert layout.operators == ["rodin_props.show_jobs", "rodin_props.cancel_running"]
    assert layout.buttons == ["Rodin: 2 jobs, 0%", ""]


def test_each_switch_of_blenders_decides_for_itself_whether_it_speaks_the_language(
    part: Part, add: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    add(name="Chair")
    add(name="Table")
    part("session.session").current().refresh()
    status_bar, view = part("ui.progress.status_bar"), bpy.context.preferences.view
    monkeypatch.setattr(part("session.language"), "_locale", lambda: "zh_HANS")
    for interface, reports, drawn, reported in (
        (True, False, "Rodin：2 个作业，0%", "2 jobs, 0%"),
        (False, True, "Rodin: 2 jobs, 0%", "2 个作业，0%"),
    ):
        monkeypatch.setattr(view, "use_translate_interface", interface)
        monkeypatch.setattr(view, "use_translate_reports", reports)
        layout = Layout()
        status_bar._draw(SimpleNamespace(layout=layout), bpy.context)
        assert layout.buttons[0] == drawn
        bpy.ops.rodin_props.show_jobs()
        assert f"Info: {reported}" in capfd.readouterr().out


def test_where_nothing_runs_nothing_is_added_to_it(
    part: Part, add: Callable[..., Any], drawers: Callable[[], list[Any]]
) -> None:
    status_bar, shown = part("ui.progress.status_bar"), part("session.watching.shown")
    add(name="Chair")
    part("session.session").current().refresh()
    status_bar.show(shown.status_words())
    assert len(drawers()) == 1
    assert bpy.ops.rodin_props.cancel_running(everything=True) == {"FINISHED"}
    status_bar.show(shown.status_words())
    assert drawers() == []


def test_drawing_it_reads_nothing(
    part: Part, add: Callable[..., Any], drawers: Callable[[], list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    add(name="Chair")
    state = part("session.session").current()
    state.refresh()
    part("ui.progress.status_bar").show("Chair")
    (draw,) = drawers()
    asked: list[str] = []
    database = type(state.ledger.database)
    for name in ("rows", "transaction", "changed"):
        monkeypatch.setattr(database, name, lambda *args, name=name, **options: asked.append(name))
    for _ in range(20):
        draw(SimpleNamespace(layout=Layout()), bpy.context)
        assert bpy.types.RODIN_PROPS_OT_cancel_running.poll(bpy.context)
    assert asked == []


def test_it_keeps_its_place_among_what_others_add_to_it(
    part: Part, drawers: Callable[[], list[Any]], request: pytest.FixtureRequest
) -> None:
    def of_another_add_on(header: Any, context: Any) -> None: ...

    show = part("ui.progress.status_bar").show
    show("Chair 10%")
    bpy.types.STATUSBAR_HT_header.append(of_another_add_on)
    request.addfinalizer(lambda: bpy.types.STATUSBAR_HT_header.remove(of_another_add_on))
    ours, other = drawers()
    show("Chair 20%")
    assert drawers() == [ours, other]
    show("")
    assert drawers() == [other]


def test_without_a_window_the_list_is_told_in_words(
    part: Part, add: Callable[..., Any], capfd: pytest.CaptureFixture[str]
) -> None:
    part("session.session").current().refresh()
    assert bpy.ops.rodin_props.show_jobs() == {"FINISHED"}
    assert "Nothing is on the way." in capfd.readouterr().out
    add(name="Chair")
    add(name="Table")
    part("session.session").current().refresh()
    assert bpy.ops.rodin_props.show_jobs() == {"FINISHED"}
    assert "2 jobs, 0%" in capfd.readouterr().out

# SPDX-License-Identifier: GPL-3.0-or-later
"""The status bar: what it says, the list that a click there shows, and its cross, in all kinds of windows."""

from typing import Any

from harness.blender_window import BlenderWindow

ALL = ["chair number 0", "chair number 1", "chair number 2"]


def test_a_click_in_the_status_bar_shows_the_list_in_any_editor_and_the_cross_cancels_what_is_chosen(
    window: BlenderWindow, service: Any
) -> None:
    facts = window.play("status_bar:status_bar")

    assert facts["words_before"] == facts["words_after"] == ""
    assert facts["words"].startswith("3 jobs, ")
    assert facts["list_viewport"] == facts["list_text"] == ["STATUSBAR"]
    assert facts["draws_viewport"] == 0, "to look at the list draws no viewport"
    assert facts["after_esc"] == []
    assert facts["one_chosen"] == [facts["second"]], "this one alone"
    assert facts["all_chosen"] == ALL


def test_a_second_window_has_the_same_words_list_and_cross(window: BlenderWindow, service: Any) -> None:
    facts = window.play("status_bar:two_windows")

    assert facts["list_first"] == facts["list_second"] == ["STATUSBAR"]
    assert facts["stopped"] == ["chair number 0"]


def test_the_status_bar_stays_below_an_editor_that_fills_the_window(window: BlenderWindow, service: Any) -> None:
    facts = window.play("status_bar:maximized")

    assert facts["editors"] == ["VIEW_3D"]
    assert facts["list"] == ["STATUSBAR"]


def test_a_full_screen_hides_the_status_bar_and_the_search_shows_the_list(window: BlenderWindow, service: Any) -> None:
    facts = window.play("status_bar:full_screen")

    assert facts["words"].startswith("Chair number 0 "), "there is something to say"
    assert facts["drawn"] is False
    assert facts["list"] == ["VIEW_3D"]
    assert facts["list_when_back"] == ["STATUSBAR"]


def test_a_workspace_without_a_viewport_has_all_of_it_and_a_prop_lands_there(
    window: BlenderWindow, service: Any
) -> None:
    facts = window.play("status_bar:without_viewport")

    assert "VIEW_3D" not in facts["editors"]
    assert facts["list"] == ["STATUSBAR"]
    assert facts["prop"] is True
    assert facts["words_after"] == ""

# SPDX-License-Identifier: GPL-3.0-or-later
"""The status bar, the search of menus, keys, and what helps when something went wrong."""

from typing import Any

from harness.blender_window import BlenderWindow


def test_a_click_in_the_status_bar_shows_the_list_in_any_editor(window: BlenderWindow, service: Any) -> None:
    facts = window.play("helping:status_bar")

    assert facts["words_before"] == facts["words_after"] == ""
    assert facts["words"].startswith("3 jobs, ")
    assert facts["list_viewport"] == facts["list_text"] == ["STATUSBAR"]
    assert facts["draws_viewport"] == 0, "to look at the list draws no viewport"
    assert facts["after_esc"] == []
    assert facts["states"] == ["CANCELLED"]


def test_a_second_window_says_it_too_and_an_editor_in_full_screen_shows_the_list(
    window: BlenderWindow, service: Any
) -> None:
    facts = window.play("helping:two_windows")

    assert facts["list_full_screen"] == ["VIEW_3D"]


def test_the_search_of_menus_finds_the_actions_in_every_editor(window: BlenderWindow, service: Any) -> None:
    facts = window.play("helping:search")

    assert facts["developer"] is False
    for editor in ("VIEW_3D", "TEXT_EDITOR", "NODE_EDITOR", "OUTLINER"):
        assert facts[f"copied_{editor}"] == "RodinProps", editor
        assert facts[f"list_{editor}"] is True, editor


def test_keys_that_the_artist_assigned_work_after_a_restart(window: BlenderWindow, service: Any) -> None:
    assert window.play("helping:assign_keys")["before"] == "NONE"
    facts = window.play("helping:press_keys")

    assert (facts["copied"], facts["after"]) == ("RodinProps", "F18")


def test_a_refused_key_is_said_at_the_generate_button(window: BlenderWindow, service: Any) -> None:
    service.scenario(keys=["another-key"])
    facts = window.play("helping:refused_key")

    assert "Key: from the environment, UNAUTHORIZED" in facts["copied"]
    assert "Shown: Rodin did not accept the API key." in facts["copied"]
    assert service.key not in facts["copied"]
    assert "velvet" not in facts["copied"]

# SPDX-License-Identifier: GPL-3.0-or-later
"""The search of menus, keys, and what helps when something went wrong."""

from typing import Any

from harness.blender_window import BlenderWindow


def test_the_search_of_menus_finds_the_actions_in_every_editor(window: BlenderWindow, service: Any) -> None:
    facts = window.play("keys:search")

    assert facts["developer"] is False
    for editor in ("VIEW_3D", "TEXT_EDITOR", "NODE_EDITOR", "OUTLINER"):
        assert facts[f"copied_{editor}"] == "RodinProps", editor
        assert facts[f"list_{editor}"] is True, editor


def test_keys_that_the_artist_assigned_work_after_a_restart(window: BlenderWindow, service: Any) -> None:
    assert window.play("keys:assign_keys") == {"before": "NONE", "assigned": "F18"}
    facts = window.play("keys:press_keys")

    assert (facts["copied"], facts["after"]) == ("RodinProps", "F18")
    assert facts["opened"], "the key opens the menu of all actions"
    assert facts["restored"] == "NONE"
    assert facts["opened_when_restored"] == []
    assert (facts["removed"], facts["brought_back"]) == ("", "NONE")


def test_a_refused_key_is_said_at_the_generate_button(window: BlenderWindow, service: Any) -> None:
    service.scenario(keys=["another-key"])
    facts = window.play("helping:refused_key")

    assert "Key: from the environment, UNAUTHORIZED" in facts["copied"]
    assert "Shown: Rodin did not accept the API key." in facts["copied"]
    assert service.key not in facts["copied"]
    assert "velvet" not in facts["copied"]
    assert (facts["windows_more"], facts["section"]) == (1, "ADDONS"), "the button that helps"


def test_a_refused_prompt_comes_back_into_the_panel_to_be_changed(window: BlenderWindow, service: Any) -> None:
    facts = window.play("helping:refused_content")

    assert facts["settings"] == ["a velvet sofa", "GEN_2_5_LOW"]
    assert facts["undone"] == ["something else", "GEN_2"]
    assert service.record()["submissions"] == []

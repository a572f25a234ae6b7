# SPDX-License-Identifier: GPL-3.0-or-later
"""The camera's picture as a render job of Blender's, in a window that stays alive."""

from harness.blender_window import BlenderWindow


def test_a_picture_is_rendered_beside_the_work_and_changes_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:picture_while_working")
    assert (facts["running"], facts["state"], facts["windows"]) == ("RUNNING", "DONE", 0)
    assert facts["differences"] == {}
    assert facts["dirty"] == [False, False]
    assert facts["bytes"] > 1000


def test_an_undo_meanwhile_costs_the_picture_and_leaves_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:undone_meanwhile")
    assert facts["cube"] == 0.0
    assert facts["state"] == "CANCELLED"
    assert facts["scenes"] == ["Scene"]


def test_escape_cancels_it_and_leaves_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:escaped")
    assert facts["state"] == "CANCELLED"
    assert "cancelled" in facts["sentence"]
    assert facts["differences"] == {}
    assert facts["left"] == []


def test_giving_it_up_leaves_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:given_up")
    assert facts["differences"] == {}
    assert facts["left"] == []


def test_another_file_meanwhile_ends_it(window: BlenderWindow) -> None:
    facts = window.play("captures:another_file_meanwhile")
    assert facts["state"] == "CANCELLED"
    assert facts["scenes"] == ["Scene"]


def test_it_does_not_begin_during_another_render(window: BlenderWindow) -> None:
    facts = window.play("captures:busy")
    assert "rendering already" in facts["sentence"]
    assert facts["scenes"] == ["Scene"]

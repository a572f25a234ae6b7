# SPDX-License-Identifier: GPL-3.0-or-later
"""While a prop is on its way the viewport is not drawn for it: on a heavy scene each draw is felt."""

from typing import Any

import pytest
from harness.blender_window import BlenderWindow


@pytest.mark.parametrize(
    ("scenario", "status_changes"),
    [("waiting_placeholder", 1), ("waiting_picture", 1), ("waiting_blockouts", 1), ("ten_at_once", 0)],
)
def test_from_the_press_to_the_landing_no_viewport_is_drawn(
    window: BlenderWindow, service: Any, scenario: str, status_changes: int
) -> None:
    facts = window.play(f"redraws:{scenario}", timeout_seconds=300)

    assert "GENERATING" in facts["states"]
    assert "IMPORTED" not in facts["states"]
    assert facts["until_landing"].get("viewport", 0) == 0
    assert facts["until_landing"].get("status bar", 0) >= status_changes
    assert not facts["drew_before"]
    assert not facts["draws_after"]


def test_the_picture_of_what_came_draws_no_viewport_once_more(window: BlenderWindow, service: Any) -> None:
    facts = window.play("redraws:list_shows_what_came", timeout_seconds=200)

    assert len(facts["shown"]) == 1
    assert facts["since_landing"]["viewport"] == 1, "the landing itself"


def test_labels_follow_what_the_artist_does(window: BlenderWindow, service: Any) -> None:
    facts = window.play("redraws:what_the_artist_does", timeout_seconds=200)

    assert facts["undone"]["labels"] == []
    (redone,) = facts["redone"]["labels"]
    assert redone.startswith("Wooden chair (Rodin): ")
    (renamed,) = facts["renamed"]["labels"]
    assert renamed.startswith("Grandmother's: ")
    assert facts["cancelled"] == {"labels": ["Grandmother's: cancelled"], "draws": 1}
    assert all(facts[name]["draws"] <= 3 for name in ("undone", "redone", "renamed"))


def test_a_place_whose_job_failed_says_so_by_itself(window: BlenderWindow, service: Any) -> None:
    facts = window.play("redraws:failing", timeout_seconds=200)

    (before,) = facts["before"]
    assert "failed" not in before
    assert facts["after"] == ["Wooden chair (Rodin): failed"]
    assert facts["draws"] == 1


def test_a_viewport_that_is_drawn_in_no_time_follows_the_percentage(window: BlenderWindow, service: Any) -> None:
    facts = window.play("redraws:cheap_viewport", timeout_seconds=200)

    (label,) = facts["labels"]
    assert label.endswith("%")
    assert facts["draws"] <= 3

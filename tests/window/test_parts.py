# SPDX-License-Identifier: GPL-3.0-or-later
"""A chest of drawers is split by the button in the sidebar and its dialog; one undo, or one button, brings it back."""

from typing import Any

from harness.blender_window import BlenderWindow

NAMES = [f"Chest of drawers Part {number}" for number in range(1, 6)]
"""No names were asked for; five is the usual fineness."""


def test_a_chest_is_split_and_comes_back(window: BlenderWindow, service: Any) -> None:
    facts = window.play("parts:split_a_chest", timeout_seconds=400)

    assert facts["parts"] == NAMES
    assert facts["root"] == "Chest of drawers Parts"
    assert facts["fills"]
    assert facts["hidden"] == [True, True]
    assert facts["mode"] == "OBJECT"
    assert facts["undone"] == [["Chest of drawers"], False]
    assert facts["again"] == NAMES
    assert facts["brought_back"] == [["Chest of drawers"], False]
    assert [each["kind"] for each in service.record()["submissions"]] == ["generation", "bang"]  # paid once

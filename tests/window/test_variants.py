# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel of a prop, pressed with the mouse: a new seed, a higher tier, steps back and forth, another one beside."""

from typing import Any

from harness.blender_window import BlenderWindow


def test_a_prop_is_made_again_compared_and_joined_by_another(window: BlenderWindow, service: Any) -> None:
    facts = window.play("variants:compare_variants", timeout_seconds=400)

    assert facts["tiers"] == ["GEN_2_5_MEDIUM", "GEN_2", "GEN_2"]
    assert facts["seen"] == [0, 1, 2, 0, 2]  # back, back, round to the newest; undo takes one step back
    assert facts["props"] == ["Wooden stool", "Wooden stool.001"]
    assert facts["apart"] > sum(facts["widths"]) / 2
    assert facts["clipboard"] == "a wooden stool"
    assert facts["held"] == [3, 1, 3], "one is kept, and undo brings the others back"
    assert facts["shows_the_same"]
    assert len(service.record()["submissions"]) == 4  # though every button was clicked twice

# SPDX-License-Identifier: GPL-3.0-or-later
"""Presets and usual sizes, taken with the mouse."""

from typing import Any

import pytest
from harness.blender_window import BlenderWindow


def test_a_preset_is_chosen_and_one_of_ones_own_is_saved_and_removed(window: BlenderWindow, service: Any) -> None:
    facts = window.play("presets:popover", timeout_seconds=400)

    game_prop = {"tier": "GEN_2_5_MEDIUM", "mesh_mode": "QUAD", "quality": "EXTRA_LOW", "quad_normal": True}
    assert facts["in_use"] == "Game_Prop"
    assert facts["chosen"] == game_prop
    assert facts["kept"] == ["a bar stool", 7, 0.8], "prompt, seed and size are in no preset"
    assert facts["typed"] == "Street"
    assert facts["saved"] == ["Street"]
    assert facts["chosen_again"] == ["GEN_2_5_MEDIUM", True]
    assert facts["removed"] == []
    assert service.record()["submissions"] == []


def test_a_preset_is_chosen_from_the_search_and_from_the_menu(window: BlenderWindow, service: Any) -> None:
    facts = window.play("presets:from_menu")

    assert (facts["searched"], facts["from_menu"]) == ("Hero_Prop", "Draft")


def test_a_usual_size_is_taken_missed_and_refused(window: BlenderWindow, service: Any) -> None:
    facts = window.play("usual_size:mug")

    assert facts["prompt"] == "a coffee mug"
    assert facts["before"] == pytest.approx(1.0), "nothing is set without a press"
    assert facts["taken"] == pytest.approx(0.1)
    assert facts["offered_when_taken"] is False
    assert facts["surprising"] is True
    assert facts["can_generate"] is True, "the warning keeps nobody from it"
    assert facts["refused"] == [pytest.approx(4.0), False]
    assert service.record()["submissions"] == []

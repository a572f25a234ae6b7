# SPDX-License-Identifier: GPL-3.0-or-later
"""A heavy layout is made lighter with the panel's buttons, while the artist goes on."""

from harness.blender_window import BlenderWindow


def test_props_are_shown_lighter_when_their_levels_have_been_made_and_in_full_again(window: BlenderWindow) -> None:
    facts = window.play("light:lighten_a_layout", timeout_seconds=500)

    assert facts["while it is made"]
    assert all(0.08 <= part <= 0.12 for part in facts["tenth"])
    assert facts["undone"]
    assert facts["full"]
    assert facts["sides"] == [[2048, 2048], [1024, 1024]]
    assert facts["faces with smaller textures"]

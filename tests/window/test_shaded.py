# SPDX-License-Identifier: GPL-3.0-or-later
"""The switch of a prop whose picture has the light in it, pressed with the mouse."""

from harness.blender_window import BlenderWindow


def test_a_shaded_prop_is_lit_by_the_scene_and_shown_unlit_by_a_press(window: BlenderWindow) -> None:
    facts = window.play("shaded:compare_lit_and_unlit", timeout_seconds=300)

    assert facts["unlit"] == [False, True, False, True, False]

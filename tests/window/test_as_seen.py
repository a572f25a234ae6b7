# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the scene, taken in a window: the prop stands where its subject stands."""

from typing import Any

import pytest
from harness.blender_window import BlenderWindow


def test_the_prop_takes_the_place_of_the_cameras_subject(window: BlenderWindow, service: Any) -> None:
    facts = window.play("as_seen:subject_of_the_camera", timeout_seconds=300)

    assert facts["placeholder"][:2] == pytest.approx([0.0, 0.0], abs=0.05)
    assert facts["name"] == "Old crate"
    assert facts["location"] == pytest.approx([0.0, 0.0, 0.0], abs=0.6)
    assert facts["height"] == pytest.approx(2.0, rel=0.4)
    assert facts["selected"] == ["old_crate"]
    assert len(service.record()["submissions"]) == 1


def test_the_viewport_and_four_views_are_taken_by_a_press(window: BlenderWindow, service: Any) -> None:
    facts = window.play("as_seen:viewport_and_views", timeout_seconds=300)

    assert facts["viewport_pictures"] == 1
    assert facts["views"] == [4, ["F", "L", "B", "R"]]
    assert not facts["leftovers"]
    assert facts["props"]["Old crate"] == pytest.approx([0.0, 0.0, 0.0], abs=0.05)
    assert len(service.record()["submissions"]) == 2

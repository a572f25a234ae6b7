# SPDX-License-Identifier: GPL-3.0-or-later
"""Several props from one picture: boxes drawn with the mouse."""

from typing import Any

import pytest
from harness.blender_window import BlenderWindow


def test_boxes_on_the_camera_view_become_props_and_esc_leaves_nothing(window: BlenderWindow, service: Any) -> None:
    facts = window.play("cutting:camera_view", timeout_seconds=450)
    assert facts["modal"] == ["RODIN_PROPS_OT_draw_boxes"]
    assert facts["modal after another press"] == ["RODIN_PROPS_OT_draw_boxes"]
    assert facts["after Esc"] == [[], [], None, 0]
    assert facts["boxes"] == facts["boxes in a pause"] == facts["boxes after pauses"] == 2
    assert [facts["boxes with one more"], facts["boxes with one less"]] == [3, 2]
    assert facts["after Enter"] == [2, [], 0], "the dialog asks first, and the boxes stay in sight"
    assert facts["after Esc in the dialog"] == [2, 0]
    assert facts["after the press"] == [None, []]
    assert facts["Camera view 1"] == pytest.approx([-1.6, 0.5, 0.0], abs=0.4)
    assert facts["Camera view 2"] == pytest.approx([1.5, -0.4, 0.0], abs=0.4)
    assert len(service.record()["submissions"]) == 2


def test_a_box_on_an_image_goes_with_the_image(window: BlenderWindow, service: Any) -> None:
    facts = window.play("cutting:image_editor", timeout_seconds=200)
    assert facts["boxes"] == 1
    left, bottom, right, top = facts["box"]
    assert 0.0 < left < right < 1.0
    assert 0.0 < bottom < top < 1.0
    assert facts["without the image"] == [None, []]
    assert not service.record()["submissions"]

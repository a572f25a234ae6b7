# SPDX-License-Identifier: GPL-3.0-or-later
"""Three boxes, one button, one question: three props where the boxes are by then; undo gives the boxes back."""

from typing import Any

import pytest
from harness.blender_window import BlenderWindow


def test_three_selected_boxes_become_three_props(window: BlenderWindow, service: Any) -> None:
    facts = window.play("blockouts:three_boxes", timeout_seconds=300)

    assert facts["jobs_before_yes"] == 0
    assert facts["prompts"] == ["Chair", "floor lamp", "wooden table"]
    assert facts["hidden"] == ["Chair.001", "floor lamp", "wooden_table"]
    assert facts["table_moved_to"] == pytest.approx(1.0)
    assert facts["props"]["Wooden table"] == pytest.approx([0.0, 1.0, 0.0], abs=0.01)
    assert len(facts["props"]) == 3
    assert facts["hidden_after_undo"] == 0
    assert facts["props_after_undo"] == 0
    assert len(service.record()["submissions"]) == 3

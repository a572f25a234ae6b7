# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten props that are ready at the same moment: one landing, one undo step."""

from typing import Any

import pytest
from harness.blender_window import BlenderWindow


def test_ten_props_land_together_and_one_undo_takes_them_back(window: BlenderWindow, service: Any) -> None:
    facts = window.play("together:ten_at_once", timeout_seconds=400)

    assert facts["places"] == 10
    assert facts["landed_while_held"] == 0
    assert facts["placeholders"] == 0
    expected = {
        f"chair number {number}": pytest.approx([1.5 * (number % 5) - 3.0, 1.5 * (number // 5) + 1.5, 0.0], abs=0.01)
        for number in range(10)
    }
    assert facts["props"] == expected
    assert facts["undone"] == [0, 10]
    assert facts["redone"] == [10, 0]
    assert len(service.record()["submissions"]) == 10

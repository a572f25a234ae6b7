# SPDX-License-Identifier: GPL-3.0-or-later
"""A street of thirty blockouts: one press, one question, thirty props at once; one undo brings the blockouts back."""

from typing import Any

import pytest
from harness.blender_window import BlenderWindow

STREET = 30


def test_a_street_is_dressed_and_one_undo_brings_the_blockouts_back(window: BlenderWindow, service: Any) -> None:
    facts = window.play("dressing:a_street", timeout_seconds=560)

    assert facts["jobs_before_yes"] == 0
    assert STREET / 2 < facts["labels"] < STREET, "of those that would be written over each other, one is"
    assert facts["came_before_the_last"] == 0
    assert facts["dressed"] == [STREET, 0]
    assert facts["prompt"] == ["weathered", "1950s"]
    assert facts["undone"] == [0, STREET]
    assert facts["redone"] == [STREET, 0]
    assert facts["brought_in"] == [STREET, 0]
    assert facts["made_again"] == ["park bench 01", [STREET, 0]]
    assert facts["selected"] == [pytest.approx([-20.0, 6.0, 0.0], abs=0.01)]
    assert (facts["is_active"], facts["is_prop"]) == (True, True), "the prop, where the blockout's place is taken"
    assert len(service.record()["submissions"]) == STREET + 1

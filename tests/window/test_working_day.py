# SPDX-License-Identifier: GPL-3.0-or-later
"""An artist presses the panel's button and keeps working; the prop arrives."""

from typing import Any

import pytest
from harness.blender_window import BlenderWindow


def test_prop_arrives_while_the_artist_works(window: BlenderWindow, service: Any) -> None:
    facts = window.play("working_day:camera_picture_while_working", timeout_seconds=300)

    assert facts["cone_undone_to"] == pytest.approx(2.5)  # where the 3D cursor is
    assert facts["cone_moved_to"] == pytest.approx(2.5 + 2.0)
    assert facts["state_while_working"] == "GENERATING"
    assert facts["placeholder"] is True
    assert facts["landed_in_edit_mode"] is False
    assert facts["height_meters"] == pytest.approx(1.0, rel=0.01)
    assert facts["types"] == ["CAMERA", "LIGHT", "MESH", "MESH", "MESH"]
    assert facts["selected"] == ["Cone"]
    assert facts["after_undo"] == [False, True]
    assert facts["after_redo"] == [True, False]
    assert facts["state_at_the_end"] == "IMPORTED"
    (submission,) = service.record()["submissions"]
    assert submission["charged"] > 0


def test_autosave_search_cancel_and_failure_during_a_long_job(window: BlenderWindow, service: Any) -> None:
    facts = window.play("long_job:long_job", timeout_seconds=400)

    assert facts["prompt"] == "wooden chair"
    assert facts["cancelled_stays"] == "CANCELLED"
    assert facts["cancelled_prop"] is False
    assert facts["refused"]["code"] == "NO_CREDITS"
    assert "credit" in facts["refused"]["error"]
    assert facts["state_at_autosave"] == "GENERATING"
    assert facts["monitor_share"] > 0.5
    assert facts["objects_elsewhere"] == ["Camera", "Cube", "Light"]
    assert facts["placeholder_left"] is False

# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 after the submission: nothing that was paid for is lost, and nothing is paid for twice."""

from typing import Any

import pytest
from harness.blender_window import BlenderWindow


def test_prop_arrives_after_blender_was_killed(window: BlenderWindow, service: Any) -> None:
    file = window.work / "layout.blend"
    first = window.start("after_a_crash:generate_and_save")
    first.wait_for((window.work / "saved").exists, what="the saved file", timeout_seconds=200)
    first.kill()
    service.scenario(advance_seconds=600)

    facts = window.play("after_a_crash:find_prop", file=file, timeout_seconds=200)

    assert facts["prop"].startswith(facts["job_name"])
    assert facts["height_meters"] == pytest.approx(1.0, rel=0.01)
    assert len(service.record()["submissions"]) == 1

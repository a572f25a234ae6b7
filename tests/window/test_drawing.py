# SPDX-License-Identifier: GPL-3.0-or-later
"""Panels draw what was found before: drawing asks neither the ledger nor the disk, and hashes nothing."""

from typing import Any

from harness.blender_window import BlenderWindow


def test_drawing_looks_nothing_up(window: BlenderWindow, service: Any) -> None:
    facts = window.play("drawing:draw_everything", timeout_seconds=200)
    assert facts["drawings"] >= 5
    making = {"generate", "options", "cutting", "button", "dress"}
    made = {"prop", "made", "mesh", "jobs", "gallery", "spent", "library", "light"}
    assert set(facts["drawn"]) == {f"RODIN_PROPS_PT_{name}" for name in making | made}
    assert facts["rows"] == ["Cube"]
    assert facts["looked_up"] == {}
    assert (facts["nothing-found"], facts["found"], facts["all"]) == (0, 19, 1001)
    print(f"all panels with 1,000 jobs: {facts['milliseconds']:.2f} ms")

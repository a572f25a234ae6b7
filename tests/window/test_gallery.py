# SPDX-License-Identifier: GPL-3.0-or-later
"""The gallery with a thousand jobs, in a narrow and in a wide sidebar."""

from typing import Any

from harness.blender_window import BlenderWindow


def test_a_thousand_jobs_are_listed_filtered_searched_and_shown_as_a_grid(window: BlenderWindow, service: Any) -> None:
    facts = window.play("gallery:show", timeout_seconds=250)
    assert facts["jobs"] == 1000
    for sidebar in ("narrow", "wide"):
        found = {view: facts[f"{sidebar}-{view}"] for view in ("list", "filtered", "searched", "grid")}
        assert found["list"] == found["grid"] == 1000
    assert facts["wide"] > facts["narrow"] + 200

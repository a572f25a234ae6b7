# SPDX-License-Identifier: GPL-3.0-or-later
"""The gallery with a thousand jobs, in a narrow and in a wide sidebar."""

import math
from typing import Any

from harness.blender_window import FILE_BROWSER_INSIDE, BlenderWindow


def test_a_thousand_jobs_are_listed_filtered_searched_and_shown_as_a_grid(window: BlenderWindow, service: Any) -> None:
    facts = window.play("gallery:show", timeout_seconds=350, preferences=FILE_BROWSER_INSIDE)
    assert facts["jobs"] == 1000
    for sidebar in ("narrow", "wide"):
        found = {view: facts[f"{sidebar}-{view}"] for view in ("list", "filtered", "searched", "grid")}
        assert found["list"] == found["grid"] == 1000
    assert facts["wide"] > facts["narrow"] + 200
    assert facts["after the cross"] == 1000
    assert facts["opened"] == [True, False]
    assert facts["goes on"] == 1
    assert facts["failed"] == 249
    assert facts["file_is_for"] == "RODIN_PROPS_OT_write_report"
    report = (window.work / "what failed.html").read_text("utf-8")
    assert report.count('id="row-') == 249
    assert "125 × Failed" in report


def test_a_prop_follows_the_mouse_until_a_click_and_esc_leaves_nothing(window: BlenderWindow, service: Any) -> None:
    facts = window.play("placing:place", timeout_seconds=200)
    assert facts["modal"] == ["RODIN_PROPS_OT_place_job"]
    assert facts["while it follows"] == []
    assert facts["after Esc"] == [[], [], 0, True]
    assert abs(facts["location"][2] - 1.0) < 0.01, "it stands on the cube"
    assert abs(facts["turn"] - math.radians(15)) < 0.01
    assert facts["after the click"] == [[], 0]
    assert facts["after undo"] == []
    assert facts["after a click beside"] == [[], [], 0]
    assert len(service.record()["submissions"]) == 1


def test_dialogs_open_from_the_search(window: BlenderWindow, service: Any) -> None:
    facts = window.play("placing:dialogs", timeout_seconds=200)
    assert facts["selected"] == 1
    assert facts["copied"] == facts["task"] != ""

# SPDX-License-Identifier: GPL-3.0-or-later
"""Buttons that no other test needs; the table in harness/pressed.py says which they are."""

from typing import Any

from harness.blender_window import FILE_BROWSER_INSIDE, BlenderWindow
from PIL import Image


def test_each_button_of_a_job_does_what_it_says(window: BlenderWindow, service: Any) -> None:
    facts = window.play("other_buttons:list_of_jobs", timeout_seconds=400)

    assert facts["imported_again"] == 1
    assert facts["removed"] == 1
    assert len(service.record()["submissions"]) == 1, "what was resumed or imported again is not paid again"


def test_pictures_are_added_moved_and_removed(window: BlenderWindow, service: Any) -> None:
    names = ["front.png", "side.png"]
    for number, name in enumerate(names):
        Image.new("RGB", (512, 512), (200, 40 + 80 * number, 40)).save(window.work / name)
    facts = window.play("other_buttons:list_of_pictures", names=names, preferences=FILE_BROWSER_INSIDE)

    assert facts["file_is_for"] == "RODIN_PROPS_OT_add_pictures"
    assert facts["added"] == [str(window.work / name) for name in names]
    assert facts["moved"] == ["side.png", "front.png"]
    assert facts["left"] == 1


def test_actions_run_from_the_search(window: BlenderWindow, service: Any) -> None:
    window.play("other_buttons:from_search", timeout_seconds=400)

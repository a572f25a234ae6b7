# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that are dropped, rendered, painted or pasted become props, and nothing is paid by accident.

A drag from another program cannot be made here: Blender's own operator that such a drop ends in is called instead,
with the mouse where the files fall. X11 has no clipboard for pictures, so pasting itself is played by a stand-in.
"""

from typing import Any

import pytest
from harness.blender_window import BlenderWindow
from PIL import Image, ImageDraw


def test_dropped_pictures_stand_where_they_fell_once_that_is_confirmed(window: BlenderWindow, service: Any) -> None:
    picture = Image.new("RGB", (2400, 1200), "white")
    ImageDraw.Draw(picture).rectangle((800, 200, 1600, 1000), fill=(190, 40, 30))
    for number in range(6):
        picture.save(window.work / f"box_{number}.tif")
    facts = window.play("picture_sources:dropped", timeout_seconds=300)

    assert facts["jobs_after_no"] == 0
    assert facts["differences_after_no"] == {}
    assert facts["name"] == "box 0"
    assert facts["images"] == ["image_1.png", "image_2.png"]
    assert facts["on_the_cube"] == pytest.approx([0.3, -0.2, 1.0], abs=0.05)
    assert facts["on_the_floor"] == pytest.approx([3.0, -2.0, 0.0], abs=0.05)
    assert facts["prop_at"] == pytest.approx(facts["on_the_floor"], abs=1e-4)
    assert facts["jobs_after_six"] == 0
    assert len(service.record()["submissions"]) == 2


def test_the_image_editors_panel_sends_what_it_shows(window: BlenderWindow, service: Any) -> None:
    facts = window.play("picture_sources:image_editor", timeout_seconds=200)

    assert facts["render"] == {"name": "Rendered prop", "images": ["image_1.png"]}
    assert facts["images_changed"] == []
    assert facts["painted"] == {"name": "Sketch", "is_dirty": True, "images": ["image_1.png"]}


def test_the_clipboard_leaves_editors_and_images_as_they_were(window: BlenderWindow, service: Any) -> None:
    facts = window.play("picture_sources:clipboard")

    assert "cannot read pictures from the clipboard" in facts["sentence"]
    assert facts["differences"] == {}
    for name in ("elsewhere", "in_editor"):
        assert facts[f"{name}_image"] == "Clipboard"
        assert facts[f"{name}_kinds"]
        assert facts[f"{name}_differences"] == {}
    assert facts["still_shown"] == "Shown"
    assert service.record()["submissions"] == []

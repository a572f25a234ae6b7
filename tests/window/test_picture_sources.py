# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that are dropped, rendered, painted or pasted become props, and nothing is paid by accident.

One file is dragged in from outside by the X server's own protocol. The other drops call the operator of Blender's that
such a drop ends in, with the mouse where the files fall. X11 has no clipboard for pictures, so pasting itself is
played by a stand-in.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from harness.blender_window import BlenderWindow
from PIL import Image, ImageDraw


def save_picture(path: Path) -> None:
    """A red box on white, too big for the service and as a TIFF."""
    picture = Image.new("RGB", (2400, 1200), "white")
    ImageDraw.Draw(picture).rectangle((800, 200, 1600, 1000), fill=(190, 40, 30))
    picture.save(path)


def test_a_file_dragged_in_from_outside_becomes_a_prop_where_it_fell(window: BlenderWindow, service: Any) -> None:
    picture = window.work / "red box.tif"
    save_picture(picture)
    playing = window.start("picture_sources:dragged")
    playing.wait_for((window.work / "place").exists, what="the place of the drop", timeout_seconds=90)
    place = (window.work / "place").read_text().split()
    drag = Path(__file__).parent / "harness" / "drag.py"
    command = [sys.executable, str(drag), window.desktop.display, *place, str(picture)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    (window.work / "dropped").touch()
    facts = playing.facts(timeout_seconds=120)

    assert facts["name"] == "red box"
    assert facts["foot"] == pytest.approx([0.3, -0.2, 1.0], abs=0.05)
    assert len(service.record()["submissions"]) == 1


def test_a_drop_falls_on_the_surface_else_the_floor_else_as_far_as_the_cursor(window: BlenderWindow) -> None:
    facts = window.play("picture_sources:views")

    assert facts["above"] == pytest.approx([2.0, -1.5, 0.0], abs=0.1)
    assert facts["front"] == pytest.approx([2.0, 5.0, 1.5], abs=0.1)
    assert facts["cube_from_front"] == pytest.approx([0.5, -1.0, 0.5], abs=0.1)
    assert facts["camera"] == pytest.approx([0.5, -0.5, 1.0], abs=0.1)
    # Each part looks at the point from another side, and sees the cube's surface before it.
    assert len(facts["parts"]) == 4
    for point in facts["parts"]:
        assert max(map(abs, point)) == pytest.approx(1.0, abs=0.01)
    assert len({tuple(round(each, 1) for each in point) for point in facts["parts"]}) >= 3


def test_dropped_pictures_stand_where_they_fell_once_that_is_confirmed(window: BlenderWindow, service: Any) -> None:
    for number in range(6):
        save_picture(window.work / f"box_{number}.tif")
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
    facts = window.play("image_sources:image_editor", timeout_seconds=200)

    assert facts["render"] == {"name": "Rendered prop", "images": ["image_1.png"]}
    assert facts["images_changed"] == []
    assert facts["painted"] == {"name": "Sketch", "is_dirty": True, "images": ["image_1.png"]}


def test_the_clipboard_leaves_editors_and_images_as_they_were(window: BlenderWindow, service: Any) -> None:
    facts = window.play("image_sources:clipboard")

    assert "cannot read pictures from the clipboard" in facts["sentence"]
    assert facts["differences"] == {}
    for name in ("elsewhere", "in_editor"):
        assert facts[f"{name}_image"] == "Clipboard"
        assert facts[f"{name}_kinds"]
        assert facts[f"{name}_differences"] == {}
    assert facts["still_shown"] == "Shown"
    assert service.record()["submissions"] == []

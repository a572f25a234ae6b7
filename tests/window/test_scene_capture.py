# SPDX-License-Identifier: GPL-3.0-or-later
"""The camera's picture, taken by another Blender while the window stays alive."""

import math
from typing import Any

import numpy
import pytest
from harness.blender_window import BlenderWindow
from PIL import Image, ImageChops


def test_a_picture_is_rendered_beside_the_work_and_changes_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:picture_while_working")
    assert (facts["running"], facts["state"], facts["windows"]) == ("RUNNING", "DONE", 0)
    assert facts["renders_here"] is False
    assert (facts["child_has_key"], facts["child_has_path"]) == (False, True)
    assert facts["differences"] == {}
    assert facts["dirty"] == [False, False]
    assert facts["bytes"] > 1000


def test_four_sides_are_rendered_beside_the_work_and_change_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:views_while_working")
    assert (facts["running"], facts["state"]) == ("RUNNING", "DONE")
    assert facts["differences"] == {}
    assert facts["labels"] == ["F", "L", "B", "R"]
    red = []
    for name in facts["pictures"]:
        with Image.open(window.work / name) as image:
            assert image.getchannel("A").getextrema() == (0, 255)
            color = image.getpixel((image.width // 2, image.height // 2))
            red.append(color[0] > 3 * max(color[1:3]))
            image.save(window.folder / name)
    assert red == [True, False, False, False]


def test_giving_the_four_sides_up_leaves_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:views_given_up")
    assert facts["running"] == "RUNNING"
    assert facts["differences"] == {}
    assert facts["left"] == []


def test_an_undo_meanwhile_leaves_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:undone_meanwhile")
    assert facts["cube"] == 0.0
    assert facts["state"] == "DONE"
    assert facts["scenes"] == ["Scene"]


def test_giving_it_up_leaves_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:given_up")
    assert facts["differences"] == {}
    assert facts["left"] == []


def test_another_file_meanwhile_leaves_nothing_in_it(window: BlenderWindow) -> None:
    facts = window.play("captures:another_file_meanwhile")
    assert facts["state"] == "DONE"
    assert facts["scenes"] == ["Scene"]


def test_it_does_not_begin_during_another_render(window: BlenderWindow) -> None:
    facts = window.play("captures:busy")
    assert "rendering already" in facts["sentence"]
    assert facts["scenes"] == ["Scene"]


def test_the_viewport_is_copied_quickly_and_changes_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:viewport")
    assert facts["handles"] == [True, True]
    x, y, z, turn = facts["place"]
    assert max(abs(x), abs(y), abs(z)) == pytest.approx(1.0, abs=1e-3)  # on the cube, on a side that is seen
    assert 0.0 < turn < math.pi / 2  # its front to the viewport's eye, which is at +X and -Y
    assert facts["differences"] == {}
    with Image.open(window.work / "viewport.png") as image:
        assert image.mode == "RGBA"
        assert image.getchannel("A").getextrema() == (0, 255)
        left, top, right, bottom = image.getchannel("A").getbbox()
        assert right - left < image.width
        assert bottom - top < image.height
        if facts.get("display") is None:
            return
        with Image.open(window.work / "wide.png") as wide:
            differences = numpy.asarray(ImageChops.difference(wide.convert("RGB"), image.convert("RGB")))
    assert facts["display"] == "Rec.2100-PQ"
    assert (differences.max(axis=2) > 6).mean() < 0.01


def test_the_panel_says_how_long_a_press_takes_and_what_became_of_a_picture(
    window: BlenderWindow, service: Any
) -> None:
    facts = window.play("capture_panel:panel")
    (sentence,) = facts["sentences"]
    assert sentence.startswith("Another file was opened before the picture was there.")
    assert service.record()["submissions"] == []


def test_the_engine_of_an_add_on_renders_its_own_picture_or_is_named(window: BlenderWindow) -> None:
    facts = window.play("capture_panel:engine_of_an_add_on")
    assert facts["there"] == ["DONE", ""]
    with Image.open(window.work / "there.png") as image:
        red, green, *_ = image.getpixel((32, 32))
        assert (red <= 1, green >= 254) == (True, True)  # Blender dithers
    state, sentence = facts["gone"]
    assert state == "FAILED"
    assert "cannot be rendered with “Paint”" in sentence
    assert not (window.work / "gone.png").exists()

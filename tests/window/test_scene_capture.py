# SPDX-License-Identifier: GPL-3.0-or-later
"""The camera's picture in a window that stays alive: a render job of its own Blender, or of another one before 5.0."""

from harness.blender_window import BlenderWindow
from PIL import Image


def test_a_picture_is_rendered_beside_the_work_and_changes_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:picture_while_working")
    assert (facts["running"], facts["state"], facts["windows"]) == ("RUNNING", "DONE", 0)
    assert facts["differences"] == {}
    assert facts["dirty"] == [False, False]
    assert facts["bytes"] > 1000


def test_an_undo_meanwhile_leaves_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:undone_meanwhile")
    assert facts["cube"] == 0.0
    assert facts["state"] == ("CANCELLED" if facts["renders_here"] else "DONE")
    assert facts["scenes"] == ["Scene"]


def test_giving_it_up_leaves_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:given_up")
    assert facts["differences"] == {}
    assert facts["left"] == []


def test_another_file_meanwhile_leaves_nothing_in_it(window: BlenderWindow) -> None:
    facts = window.play("captures:another_file_meanwhile")
    assert facts["state"] == ("CANCELLED" if facts["renders_here"] else "DONE")
    assert facts["scenes"] == ["Scene"]


def test_it_does_not_begin_during_another_render(window: BlenderWindow) -> None:
    facts = window.play("captures:busy")
    if facts["renders_here"]:
        assert "rendering already" in facts["sentence"]
    else:
        assert facts["state"] == "DONE"
    assert facts["scenes"] == ["Scene"]


def test_the_viewport_is_copied_quickly_and_changes_nothing(window: BlenderWindow) -> None:
    facts = window.play("captures:viewport")
    assert facts["handles"] == [True, True]
    assert facts["differences"] == {}
    for name in ("viewport", "camera"):
        with Image.open(window.work / f"{name}.png") as image:
            assert image.mode == "RGBA"
            assert image.getchannel("A").getextrema() == (0, 255)
            left, top, right, bottom = image.getchannel("A").getbbox()
            assert right - left < image.width
            assert bottom - top < image.height

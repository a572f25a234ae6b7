# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel shows pictures as they will be sent, and says beside each that cannot be why not."""

from pathlib import Path
from typing import Any

from harness.blender_window import BlenderWindow
from PIL import Image, ImageDraw


def _jug() -> Image.Image:
    picture = Image.new("RGB", (1200, 1600), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((300, 500, 900, 1400), fill=(190, 40, 30))
    draw.rectangle((450, 250, 750, 700), fill=(190, 40, 30))
    draw.arc((700, 600, 1100, 1100), 250, 110, fill=(90, 20, 20), width=60)
    return picture


def _save_all(folder: Path) -> list[str]:
    exif = Image.Exif()
    exif[274] = 6
    _jug().transpose(Image.Transpose.ROTATE_90).save(folder / "phone.jpg", exif=exif)
    _jug().resize((96, 128)).save(folder / "small.png")
    (folder / "photo.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    Image.new("RGB", (640, 640)).save(folder / "night.jpg")
    return ["phone.jpg", "small.png", "photo.heic", "night.jpg"]


def test_pictures_are_shown_as_they_will_be_sent(window: BlenderWindow, service: Any) -> None:
    facts = window.play("panel_pictures:shown", timeout_seconds=200, names=_save_all(window.work))

    assert facts["states"] == [
        ["turned upright", ""],
        ["enlarged to 512 × 683 pixels", ""],
        ["", "it is a HEIC photo, which this Blender cannot read; save it as a PNG or JPEG"],
        ["", "it is black all over"],
    ]
    assert facts["missing"] == "The picture “photo.heic” cannot be sent. Choose another."
    assert facts["images"] == ["image_1.png", "image_2.png"]
    assert facts["started_again"] == 0
    assert len(service.record()["submissions"]) <= 1


def test_as_a_popover_the_panel_has_one_button(window: BlenderWindow) -> None:
    assert window.play("panel_pictures:popover")["buttons"] == 1


def test_a_broken_picture_that_was_dropped_leaves_nothing_and_says_why(window: BlenderWindow, service: Any) -> None:
    _jug().save(window.work / "whole.jpg")
    data = (window.work / "whole.jpg").read_bytes()
    (window.work / "half.jpg").write_bytes(data[: len(data) // 2])
    facts = window.play("panel_pictures:refused_drop")

    assert facts["placeholders"] == 1
    assert (facts["left"], facts["jobs"]) == (0, 0)
    (sentence,) = facts["sentences"]
    assert "“half.jpg” cannot be sent" in sentence
    assert service.record()["submissions"] == []

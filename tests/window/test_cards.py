# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes is seen in its placeholder: the picture that was sent, or the shape of the prop it is a variant of."""

from pathlib import Path
from typing import Any

import numpy
import pytest
from harness.blender_window import BlenderWindow
from PIL import Image, ImageDraw


@pytest.fixture
def pictures(window: BlenderWindow) -> None:
    """Two pictures: a magenta vase without background, and a landscape with a green hill."""
    cutout = Image.new("RGBA", (900, 1200), (0, 0, 0, 0))
    draw = ImageDraw.Draw(cutout)
    draw.ellipse((250, 500, 650, 1000), fill=(255, 0, 255, 255))
    draw.polygon([(380, 560), (520, 560), (480, 260), (420, 260)], fill=(255, 0, 255, 255))
    draw.ellipse((380, 220, 520, 290), fill=(255, 120, 255, 255))
    draw.rectangle((350, 960, 550, 1040), fill=(200, 0, 200, 255))
    cutout.save(window.work / "cutout.png")
    photo = Image.new("RGB", (1280, 853), (120, 170, 235))
    draw = ImageDraw.Draw(photo)
    draw.ellipse((900, 90, 1030, 220), fill=(255, 240, 180))
    draw.ellipse((-300, 430, 1600, 1500), fill=(0, 230, 0))
    draw.polygon([(420, 640), (560, 300), (700, 640)], fill=(20, 90, 40))
    photo.save(window.work / "photo.png")


def colored(path: Path, box: tuple[int, int, int, int] | None = None) -> dict[str, int]:
    """How many pixels of a picture, or of a box in it, are magenta, green, or blue and bright."""
    picture = numpy.asarray(Image.open(path).convert("RGB").crop(box) if box else Image.open(path).convert("RGB"))
    red, green, blue = (picture[..., index].astype(int) for index in range(3))
    return {
        "magenta": int(((red > green + 60) & (blue > green + 60)).sum()),
        "green": int(((green > red + 80) & (green > blue + 80)).sum()),
        "bluish": int((blue > red + 12).sum()),
    }


def test_the_picture_that_was_sent_stands_in_the_placeholder(
    window: BlenderWindow, service: Any, pictures: None
) -> None:
    facts = window.play("cards:pictures", timeout_seconds=400)

    for name in ("1-waiting", "4-still-waiting", "5-wireframe"):
        seen = colored(window.folder / f"{name}.png")
        assert seen["magenta"] > 4000, name
        assert seen["green"] > 5000, name
    hidden = [window.folder / f"{name}.png" for name in ("2-overlays-off", "3-behind-a-wall", "6-landed")]
    for path in (*hidden, window.work / "own.png", window.work / "opengl.png"):
        seen = colored(path)
        assert (seen["magenta"], seen["green"]) == (0, 0), path.name
    assert facts["data"] == []
    assert facts["held"] == 0


def test_where_a_variant_will_stand_the_shape_of_the_prop_is_seen(window: BlenderWindow, service: Any) -> None:
    facts = window.play("cards:variant", timeout_seconds=400)

    seen = {
        name: colored(window.folder / f"{name}.png", facts["box"])["bluish"]
        for name in ("2-shape", "3-overlays-off", "4-landed")
    }
    assert seen["2-shape"] > 1000
    assert seen["3-overlays-off"] < 50
    assert seen["4-landed"] < 50
    assert facts["held"] == 0


def test_a_picture_is_given_to_the_graphics_card_once(window: BlenderWindow, service: Any, pictures: None) -> None:
    facts = window.play("cards:ten", timeout_seconds=300)

    assert facts["given"] == 10
    assert facts["draws"] >= 8
    print(f"ten cards: {facts['milliseconds']:.2f} ms a draw")


def test_nothing_is_held_for_another_file_or_after_the_extension(
    window: BlenderWindow, service: Any, pictures: None
) -> None:
    facts = window.play("cards:leave", timeout_seconds=300)

    assert facts["held"] == [1, 1, 0]
    assert colored(window.folder / "1-waiting.png")["green"] > 300
    assert colored(window.folder / "3-disabled.png")["green"] == 0

# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of a toy that looks different from each side, so that a model of it tells where its front is."""

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFilter

SIDE_PIXELS = 768
_RED, _BLUE, _YELLOW, _DARK = (196, 48, 40), (44, 88, 190), (238, 196, 60), (40, 36, 34)


@cache
def toy_picture() -> bytes:
    """Return a PNG: a toy robot from the front, its right half (left in the picture) red, its left half blue."""
    image = Image.new("RGBA", (SIDE_PIXELS, SIDE_PIXELS))
    draw = ImageDraw.Draw(image)
    for side, color in ((-1, _RED), (1, _BLUE)):
        _block(draw, side, (0, 150), (270, 600), color)  # half of the body
        _block(draw, side, (30, 120), (600, 710), color)  # a leg
        _block(draw, side, (150, 215), (300, 520), color)  # an arm
    draw.rounded_rectangle((264, 60, 504, 270), radius=40, fill=_YELLOW)
    for x in (330, 438):
        draw.ellipse((x - 26, 130, x + 26, 182), fill=_DARK)
    draw.arc((324, 160, 444, 240), 20, 160, fill=_DARK, width=10)
    shadow = Image.linear_gradient("L").resize(image.size).point(lambda value: 255 - value // 3)
    shaded = Image.composite(image.convert("RGB"), Image.new("RGB", image.size), shadow).filter(ImageFilter.SMOOTH)
    shaded.putalpha(image.getchannel("A"))
    stream = io.BytesIO()
    shaded.save(stream, "PNG")
    return stream.getvalue()


def _block(
    draw: ImageDraw.ImageDraw, side: int, across: tuple[int, int], down: tuple[int, int], color: tuple[int, int, int]
) -> None:
    """Draw a box on one side of the middle. :param across: pixels from the middle, near and far."""
    middle = SIDE_PIXELS // 2
    left, right = sorted(middle + side * each for each in across)
    draw.rounded_rectangle((left, down[0], right, down[1]), radius=18, fill=color)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as the bytes of their files."""

import io

from PIL import Image, ImageDraw


def encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    """An image as a file of some kind."""
    stream = io.BytesIO()
    image.save(stream, kind)
    return stream.getvalue()


def plain_picture(width: int = 8, height: int = 8, kind: str = "PNG") -> bytes:
    """Nothing but black."""
    return encoded(Image.new("RGB", (width, height)), kind)


def disc() -> bytes:
    """A disc on transparency, PNG."""
    image = Image.new("RGBA", (64, 64))
    ImageDraw.Draw(image).ellipse((11, 11, 53, 53), fill=(192, 96, 32, 255))
    return encoded(image)


def teapot() -> bytes:
    """A drawn thing on transparency, PNG."""
    image = Image.new("RGBA", (400, 300))
    draw = ImageDraw.Draw(image)
    draw.ellipse((90, 70, 310, 270), fill=(40, 90, 200, 255))
    draw.polygon([(290, 150), (380, 90), (370, 120), (300, 210)], fill=(200, 60, 40, 255))
    draw.ellipse((170, 40, 230, 90), fill=(230, 200, 40, 255))
    return encoded(image)


def photo(name: str) -> bytes:
    """A photograph that scikit-image ships, PNG."""
    import skimage.data

    return encoded(Image.fromarray(getattr(skimage.data, name)()))


def ramp() -> bytes:
    """A square on transparency, PNG: it gets redder from the bottom to the top, and bluer from left to right."""
    side, margin = 256, 32
    red, blue = Image.linear_gradient("L").rotate(180), Image.linear_gradient("L").rotate(90)
    square = Image.merge("RGB", (red, Image.new("L", (side, side), 64), blue)).convert("RGBA")
    image = Image.new("RGBA", (side + 2 * margin, side + 2 * margin))
    image.paste(square, (margin, margin))
    return encoded(image)

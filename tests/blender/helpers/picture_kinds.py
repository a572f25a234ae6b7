# SPDX-License-Identifier: GPL-3.0-or-later
"""Kinds of pictures that artists really have, made by code, and what is right for each."""

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy
from PIL import Image, PngImagePlugin, TiffImagePlugin

WIDTH, HEIGHT = 640, 960
RED, GREEN, BLUE, WHITE = (200, 30, 20), (30, 160, 40), (20, 40, 180), (240, 240, 240)
SECRET = b"where-it-was-taken"

Make = Callable[[Path], object]


@dataclass(frozen=True)
class Kind:
    """A kind of picture: how a file of it is made, and what is right."""

    words: str
    name: str
    make: Make
    sides: tuple[int, int] = (WIDTH, HEIGHT)
    """Of what is sent."""
    note: str = ""
    """What is said of it, the end of “photo.tif was …”."""
    corners: tuple[tuple[int, ...], ...] = (RED, GREEN, BLUE, WHITE)
    """Colours that are sent: upper left, upper right, lower left, lower right."""
    tolerance: int = 6

    def __str__(self) -> str:
        return self.words.replace(" ", "-")


@dataclass(frozen=True)
class Refused:
    """A kind of file that is not sent."""

    words: str
    name: str
    make: Make
    reason: str
    """Part of the sentence."""

    def __str__(self) -> str:
        return self.words.replace(" ", "-")


def upright() -> Image.Image:
    """Four colors: red and green above, blue and white below; higher than wide."""
    image = Image.new("RGB", (WIDTH, HEIGHT), WHITE)
    half_width, half_height = WIDTH // 2, HEIGHT // 2
    image.paste(RED, (0, 0, half_width, half_height))
    image.paste(GREEN, (half_width, 0, WIDTH, half_height))
    image.paste(BLUE, (0, half_height, half_width, HEIGHT))
    return image


def cut_out() -> Image.Image:
    """The same on a clear ground: its middle alone is there, over colors that nobody sees."""
    image = upright().convert("RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    alpha = Image.new("L", image.size, 0)
    alpha.paste(255, (100, 100, WIDTH - 100, HEIGHT - 100))
    image.putalpha(alpha)
    return image


_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""EXIF's orientation -> how an upright picture is stored."""


def stored(orientation: int) -> Image.Image:
    """The picture as a camera stores it that notes this orientation."""
    return upright() if orientation == 1 else upright().transpose(_STORED[orientation])


def turned(kind: str, orientation: int) -> Make:
    """A maker of files of a format with an orientation."""

    def make(path: Path) -> None:
        if kind == "TIFF":
            tags = TiffImagePlugin.ImageFileDirectory_v2()
            tags[274] = orientation
            stored(orientation).save(path, kind, tiffinfo=tags)
            return
        exif = Image.Exif()
        exif[274] = orientation
        exif[270] = SECRET.decode()
        stored(orientation).save(path, kind, exif=exif.tobytes(), quality=95)

    return make


def saved(image: Callable[[], Image.Image], kind: str, **options: object) -> Make:
    """A maker of files of a format."""
    return lambda path: image().save(path, kind, **options)


def written(data: Callable[[], bytes]) -> Make:
    """A maker of files with these bytes."""
    return lambda path: path.write_bytes(data())


def encoded(kind: str, image: Image.Image | None = None, **options: object) -> bytes:
    """A picture as the bytes of a file."""
    stream = io.BytesIO()
    (image or upright()).save(stream, kind, **options)
    return stream.getvalue()


def half(kind: str, **options: object) -> Make:
    """A maker of files that break off in the middle."""
    noise = numpy.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=numpy.uint8)

    def data() -> bytes:
        whole = encoded(kind, Image.fromarray(noise), **options)
        return whole[: len(whole) // 2]

    return written(data)


def several(kind: str) -> Make:
    """A maker of files with several pictures, of which the first is the one that is to be sent."""
    others = [upright().transpose(Image.Transpose.FLIP_TOP_BOTTOM), upright().transpose(Image.Transpose.ROTATE_180)]
    return saved(upright, kind, save_all=True, append_images=others)


def with_notes(path: Path) -> None:
    """A PNG with the notes of a program: a workflow, a path, a place."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("workflow", SECRET.decode())
    notes.add_itxt("File", f"/home/artist/{SECRET.decode()}.blend")
    upright().save(path, pnginfo=notes)
    path.write_bytes(path.read_bytes() + SECRET)


def sixteen_bits(path: Path) -> None:
    """A grey PNG of 16 bits, as scanners write them."""
    ramp = numpy.linspace(0, 65535, WIDTH, dtype=numpy.uint16)
    Image.fromarray(numpy.tile(ramp, (HEIGHT, 1))).save(path)


def sixteen_bits_in_color(path: Path) -> None:
    """An RGB PNG of 16 bits a channel, which Pillow does not write."""
    rows = numpy.asarray(upright()).astype(">u2") * 257
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 16, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(raw)), (b"IEND", b""))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + b"".join(
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in chunks
        )
    )


def open_exr(path: Path) -> None:
    """A picture of floats, brighter than white in one corner, as renderers write them."""
    linear = (numpy.asarray(upright()).astype(numpy.float32) / 255.0) ** 2.2
    linear[HEIGHT // 2 :, WIDTH // 2 :] = 9.0
    pixels = numpy.ones((HEIGHT, WIDTH, 4), dtype=numpy.float32)
    pixels[..., :3] = linear
    image = bpy.data.images.new("floats", WIDTH, HEIGHT, float_buffer=True)
    image.colorspace_settings.name = "Linear Rec.709"
    image.pixels.foreach_set(pixels[::-1].ravel())
    scene = bpy.data.scenes.new("floats")  # saved as the image itself, 4.2 writes other numbers than 5.0
    scene.render.image_settings.file_format = "OPEN_EXR"
    image.save_render(str(path), scene=scene)
    bpy.data.scenes.remove(scene)
    bpy.data.images.remove(image)


def raw_photo(path: Path) -> None:
    """The beginning of a camera's raw file: a small picture of another one, and a note of the DNG version."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[50706] = b"\x01\x04\x00\x00"
    tags.tagtype[50706] = 1
    upright().resize((160, 240)).save(path, "TIFF", tiffinfo=tags)


def read_picture(path: Path) -> numpy.ndarray:
    """A picture file's pixels, (height, width, 4)."""
    with Image.open(path) as image:
        return numpy.asarray(image.convert("RGBA")).astype(int)

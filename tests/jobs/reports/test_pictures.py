# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures are in the page, small, and seen as they are."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from rodin_props.jobs.reports.pictures import bytes_for_each
from rodin_props.jobs.reports.pixels import Pixels, png_of
from rodin_props.jobs.reports.report import ReportRow
from support.pictures import disc, encoded, photo, plain_picture, teapot
from support.report_page import Reading

Written = Callable[..., Reading]


MANY_BYTES = 1 << 30


def small(picture: bytes, side: int = 128) -> Pixels:
    """A picture as the small ones beside pictures are."""
    image = Image.open(io.BytesIO(picture)).convert("RGBa")
    image.thumbnail((side, side))
    return Pixels(width=image.width, height=image.height, values=image.tobytes())


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    assert image.format == "PNG"
    return image


def difference(one: Image.Image, other: Image.Image) -> int:
    """The greatest difference of any value, with colors multiplied by their alpha."""
    pair = [image.convert("RGBA").convert("RGBa") for image in (one, other)]
    raw = [Image.frombytes("RGBX", image.size, image.tobytes()) for image in pair]
    return max(high for _, high in ImageChops.difference(*raw).getextrema())


@pytest.mark.parametrize(
    "picture",
    [teapot(), disc(), photo("coffee"), plain_picture(1, 1), plain_picture(3, 128)],
    ids=["teapot", "disc", "photo", "one pixel", "narrow"],
)
def test_a_small_picture_becomes_a_png_that_shows_the_same(picture: bytes) -> None:
    pixels = small(picture)
    image = opened(png_of(pixels, most_bytes=MANY_BYTES))
    shown = Image.frombytes("RGBa", (pixels.width, pixels.height), pixels.values).convert("RGBA")
    assert difference(image, shown) <= 4


def test_what_is_opaque_has_no_alpha_and_what_is_not_keeps_it() -> None:
    assert opened(png_of(small(photo("coffee")), most_bytes=MANY_BYTES)).mode == "RGB"
    assert opened(png_of(small(teapot()), most_bytes=MANY_BYTES)).mode == "RGBA"


def test_a_png_gets_smaller_until_it_fits_and_still_shows_the_same() -> None:
    pixels = small(photo("coffee"))
    image = opened(png_of(pixels, most_bytes=6_000))
    assert image.size == (pixels.width // 2, pixels.height // 2)
    shown = Image.frombytes("RGBa", (pixels.width, pixels.height), pixels.values).convert("RGB").reduce(2)
    assert difference(image, shown.crop((0, 0, *image.size))) <= 3


def test_the_edge_of_what_is_cut_out_keeps_its_color_when_it_gets_smaller() -> None:
    image = opened(png_of(small(disc(), side=64), most_bytes=MANY_BYTES))
    halved = opened(png_of(Pixels(width=128, height=128, values=_disc_of_128().tobytes()), most_bytes=1))
    for each in (image, halved):
        seen = [color for _, color in each.getcolors(1 << 16) if color[3] > 64]
        assert all(abs(color[0] - 192) <= 8 and abs(color[1] - 96) <= 8 for color in seen)


def _disc_of_128() -> Image.Image:
    return Image.open(io.BytesIO(disc())).resize((128, 128), Image.Resampling.NEAREST).convert("RGBa")


@pytest.mark.parametrize("size", [(1, 128), (128, 1), (95, 95), (97, 2)])
def test_a_narrow_picture_comes_to_an_end(size: tuple[int, int]) -> None:
    noise = Image.effect_noise(size, 200).convert("RGB").convert("RGBA").convert("RGBa")
    image = opened(png_of(Pixels(width=size[0], height=size[1], values=noise.tobytes()), most_bytes=1))
    assert max(image.size) >= 48


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_small_file_is_taken_as_it_is(kind: str, media_type: str, tmp_path: Path, written: Written) -> None:
    path = tmp_path / "any name"
    path.write_bytes(plain_picture(400, 300, kind))
    page = written([ReportRow(name="Chair", sent=(path,))], pixels=small(disc()))
    assert page.pictures == [path.read_bytes()]
    assert page.all("img")[0].attributes["src"].startswith(f"data:{media_type};base64,")


def test_of_a_big_file_its_small_picture_is_shown(tmp_path: Path, written: Written) -> None:
    path = tmp_path / "image_1.png"
    path.write_bytes(photo("chelsea"))
    pixels = small(photo("chelsea"))
    page = written([ReportRow(name="Cat", came=path)], pixels=pixels)
    assert page.pictures == [png_of(pixels, most_bytes=bytes_for_each(1))]


def _png_of_sides(width: int, height: int) -> bytes:
    """A file of few bytes that would be a picture of many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(10_000), 9)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        _png_of_sides(30_000, 30_000),
        _png_of_sides(0, 10),
        encoded(Image.new("L", (600, 20)), "JPEG"),
        encoded(Image.new("L", (8, 8)), "GIF"),
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0\x00\x00",
        b"",
    ],
    ids=["bomb", "empty sides", "long JPEG", "GIF", "SVG", "half a PNG", "half a JPEG", "nothing"],
)
def test_what_is_no_small_picture_is_not_taken(content: bytes, tmp_path: Path, written: Written) -> None:
    path = tmp_path / "preview.png"
    path.write_bytes(content)
    assert written([ReportRow(name="Chair", came=path)]).pictures == []


def test_missing_pictures_leave_their_places_empty(tmp_path: Path, written: Written) -> None:
    gone, folder = tmp_path / "gone" / "image_1.png", tmp_path / "folder.png"
    folder.mkdir()
    page = written([ReportRow(name="Chair", sent=(gone,), came=folder), ReportRow(name="Lamp")])
    assert page.pictures == []
    assert len(page.all("div", class_="empty")) == 4


def test_of_several_pictures_the_first_is_shown_and_the_others_are_counted(tmp_path: Path, written: Written) -> None:
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"image_{number}.png")
        paths[-1].write_bytes(plain_picture(8 + number, 8))
    page = written([ReportRow(name="Chair", sent=tuple(paths))])
    assert page.pictures == [paths[0].read_bytes()]
    assert "and 2 more" in page.rows[0].text

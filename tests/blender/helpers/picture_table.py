# SPDX-License-Identifier: GPL-3.0-or-later
"""The table: every kind of picture, its input, and what is right."""

from picture_kinds import (
    BLUE,
    GREEN,
    HEIGHT,
    RED,
    WHITE,
    WIDTH,
    Kind,
    Refused,
    cut_out,
    half,
    open_exr,
    raw_photo,
    saved,
    several,
    sixteen_bits,
    sixteen_bits_in_color,
    turned,
    upright,
    with_notes,
    written,
)
from PIL import Image, ImageCms

CLEAR = (0, 0, 0, 0)
NAME_WITH_BYTES = b"stra\xdfe.png".decode("utf-8", "surrogateescape")
NAME_OF_255_BYTES = "名" * 83 + "ab.png"

KINDS = (
    *(
        Kind(
            f"{kind} with orientation {number}",
            f"{kind}_{number}.{kind.lower()}",
            turned(kind, number),
            note="" if number == 1 else "turned upright",
        )
        for kind in ("JPEG", "PNG", "WEBP", "TIFF")
        for number in range(1, 9)
    ),
    Kind("notes of programs", "workflow.png", with_notes),
    Kind("grey of 16 bits", "scan.png", sixteen_bits, corners=((0,) * 3, (255,) * 3, (0,) * 3, (255,) * 3)),
    Kind("color of 16 bits", "deep.png", sixteen_bits_in_color, tolerance=1),
    Kind("floats beyond white", "render.exr", open_exr, corners=(RED, GREEN, BLUE, (255, 255, 255)), tolerance=8),
    Kind("CMYK", "print.jpg", saved(lambda: upright().convert("CMYK"), "JPEG", quality=95), tolerance=10),
    Kind("grey with alpha", "ghost.png", saved(lambda: cut_out().convert("LA"), "PNG"), corners=(CLEAR,) * 4),
    Kind("a palette", "few.png", saved(lambda: upright().quantize(16), "PNG"), tolerance=1),
    Kind("two colors", "ink.png", saved(lambda: upright().convert("1"), "PNG"), corners=()),
    Kind("colors under what is clear", "cut.png", saved(cut_out, "PNG"), corners=(CLEAR,) * 4),
    Kind(
        "a color profile",
        "profile.jpg",
        saved(
            upright, "JPEG", quality=95, icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        ),
    ),
    Kind("animated WebP", "spin.webp", several("WEBP"), note="reduced to the first of its frames", tolerance=30),
    Kind("animated PNG", "spin.png", several("PNG"), note="reduced to the first of its frames"),
    Kind("animated GIF", "spin.gif", several("GIF"), note="reduced to the first of its frames", tolerance=12),
    Kind("still GIF", "still.gif", saved(upright, "GIF"), tolerance=12),
    Kind("several pages", "pages.tif", several("TIFF"), note="reduced to the first of its pages"),
    Kind("several pictures in a JPEG", "stereo.mpo", several("MPO"), note="reduced to the first of its pictures"),
    Kind("BMP", "old.bmp", saved(upright, "BMP"), tolerance=0),
    Kind("Targa", "old.tga", saved(upright, "TGA"), tolerance=0),
    Kind("JPEG 2000", "film.jp2", saved(upright, "JPEG2000")),
    Kind("PNG called Targa", "liar.tga", saved(upright, "PNG"), tolerance=0),
    Kind("JPEG without an extension", "photo", saved(upright, "JPEG", quality=95)),
    Kind("progressive JPEG", "web.jpg", saved(upright, "JPEG", quality=95, progressive=True)),
    Kind(
        "bigger than the service takes",
        "big.jpg",
        saved(lambda: upright().resize((2400, 3600)), "JPEG"),
        sides=(1365, 2048),
        note="scaled to 1365 × 2048 pixels",
    ),
    Kind(
        "smaller than the service takes",
        "icon.png",
        saved(lambda: upright().resize((64, 96)), "PNG"),
        sides=(512, 768),
        note="enlarged to 512 × 768 pixels",
    ),
    Kind(
        "a panorama",
        "panorama.png",
        saved(lambda: upright().resize((3000, 200)), "PNG"),
        sides=(2048, 512),
        note="scaled to 2048 × 137 pixels and given a margin to be 2048 × 512 pixels",
        corners=(),
    ),
    Kind(
        "three quarters opaque",
        "glass.png",
        saved(lambda: Image.merge("RGBA", (*upright().split(), Image.new("L", (WIDTH, HEIGHT), 191))), "PNG"),
        corners=tuple((*color, 191) for color in (RED, GREEN, BLUE, WHITE)),
    ),
    Kind(
        "black ink on a clear ground",
        "drawing.png",
        saved(lambda: Image.merge("RGBA", (*[Image.new("L", (WIDTH, HEIGHT))] * 3, cut_out().split()[3])), "PNG"),
        corners=(CLEAR,) * 4,
    ),
    Kind("a name with bytes that are no text", NAME_WITH_BYTES, saved(upright, "PNG"), tolerance=0),
    Kind("a name of 255 bytes", NAME_OF_255_BYTES, saved(upright, "PNG"), tolerance=0),
    Kind("a folder with spaces and other scripts", "名前 à côté/im bild.png", saved(upright, "PNG"), tolerance=0),
)

REFUSED = (
    Refused(
        "clear all over", "clear.png", saved(lambda: Image.new("RGBA", (WIDTH, HEIGHT)), "PNG"), "transparent all over"
    ),
    Refused(
        "clear all over, WebP",
        "clear.webp",
        saved(lambda: Image.new("RGBA", (WIDTH, HEIGHT), (90, 90, 90, 0)), "WEBP", lossless=True),
        "transparent all over",
    ),
    Refused("black all over", "black.jpg", saved(lambda: Image.new("RGB", (WIDTH, HEIGHT)), "JPEG"), "black all over"),
    Refused(
        "one color", "white.png", saved(lambda: Image.new("RGB", (WIDTH, HEIGHT), WHITE), "PNG"), "one color all over"
    ),
    Refused("a long strip", "strip.png", saved(lambda: upright().resize((6000, 60)), "PNG"), "a strip of 6000 × 60"),
    Refused("a dot", "dot.png", saved(lambda: upright().resize((16, 16)), "PNG"), "only 16 × 16 pixels"),
    Refused("half a JPEG", "half.jpg", half("JPEG", quality=80), "ends before the picture does"),
    Refused("half a progressive JPEG", "half_web.jpg", half("JPEG", progressive=True), "ends before the picture does"),
    Refused("half a PNG", "half.png", half("PNG"), "ends before the picture does"),
    Refused("half a WebP", "half.webp", half("WEBP"), "ends before the picture does"),
    Refused("half a TIFF", "half.tif", half("TIFF"), "ends before the picture does"),
    Refused("half a GIF", "half.gif", half("GIF"), "ends before the picture does"),
    Refused("half a BMP", "half.bmp", half("BMP"), "or it is broken"),
    Refused("half a Targa", "half.tga", half("TGA"), "or it is broken"),
    Refused("a HEIC photo", "phone.heic", written(lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "a HEIC photo"),
    Refused("a broken AVIF", "web.avif", written(lambda: b"\0\0\0\x18ftypavif\0\0\0\0mif1avif"), "an AVIF picture"),
    Refused(
        "a broken AVIF that begins like a HEIC photo",
        "also.avif",
        written(lambda: b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif"),
        "an AVIF picture",
    ),
    Refused(
        "a Git LFS stand-in", "lfs.png", written(lambda: b"version https://git-lfs.github.com/spec/v1\n"), "Git LFS"
    ),
    Refused("a shortcut", "photo.lnk", written(lambda: b"L\0\0\0\x01\x14\x02\0" + bytes(68)), "a shortcut"),
    Refused("a JPEG XL picture", "new.jxl", written(lambda: b"\xff\x0a\0\0"), "a JPEG XL picture"),
    Refused(
        "an SVG drawing", "logo.png", written(lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>'), "an SVG drawing"
    ),
    Refused("a web page", "chair.jpg", written(lambda: b"<!DOCTYPE html>\n<html></html>"), "a web page"),
    Refused("a PDF document", "plan.pdf", saved(upright, "PDF"), "a PDF document"),
    Refused("a camera's raw file", "dsc.dng", raw_photo, "a camera's raw file"),
    Refused("a movie", "clip.mp4", written(lambda: b"\0\0\0\x18ftypisom\0\0\0\0"), "a movie"),
    Refused("nothing", "empty.png", written(lambda: b""), "the file is empty"),
    Refused("a text", "note.png", written(lambda: b"no picture at all"), "not a picture that Blender can read"),
    Refused("a .blend file", "scene.png", written(lambda: b"BLENDER-v402"), "a .blend file"),
    Refused("a folder", "folder.png", lambda path: path.mkdir(), "not a file"),
)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Models whose pictures Blender can or cannot read: the prop comes, with what there is."""

import struct
from typing import Any

from glb_files import picture_bytes

from .building import Model
from .kind import Kind

KTX2 = b"\xabKTX 20\xbb\r\n\x1a\n" + struct.pack("<9I", 0, 1, 64, 64, 0, 0, 1, 1, 1) + bytes(120)
DDS = b"DDS " + struct.pack("<7I", 124, 0x1007, 64, 64, 0, 0, 0) + bytes(44) + b" \0\0\0\4\0\0\0DX10" + bytes(64)
AVIF = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + bytes(160)
FORMATS = {
    "KHR_texture_basisu": ("image/ktx2", KTX2),
    "MSFT_texture_dds": ("image/vnd-ms.dds", DDS),
    "EXT_texture_avif": ("image/avif", AVIF),
}
MISSING = "picture"


def optional(extension: str, *, fallback: bool, required: bool = False) -> bytes:
    """A texture in a format that Blender's importer does not know."""
    model = Model()
    mime, payload = FORMATS[extension]
    texture: dict[str, Any] = {"extensions": {extension: {"source": model.image(payload, mime)}}}
    if fallback:
        texture["source"] = model.image(picture_bytes())
    model.chair(model.material(color=model.texture(**texture)))
    model.root["extensionsUsed"] = [extension]
    if required:
        model.root["extensionsRequired"] = [extension]
    return model.pack()


def said_to_be_png() -> bytes:
    """The only source is a KTX2."""
    model = Model()
    model.chair(model.material(color=model.texture(source=model.image(KTX2))))
    return model.pack()


def broken_png() -> bytes:
    """Of three pictures one is broken."""
    model = Model()
    broken = b"\x89PNG\r\n\x1a\n" + b"not a picture" * 9
    color, normal, rough = (model.picture(data) for data in (picture_bytes(), broken, picture_bytes(seed=3)))
    model.chair(model.material(color=color, normal=normal, roughness=rough))
    return model.pack()


def no_such_picture() -> bytes:
    model = Model()
    model.chair(model.material(color=model.texture(source=7)))
    return model.pack()


def webp() -> bytes:
    model = Model()
    source = model.image(picture_bytes(kind="WEBP"), "image/webp")
    model.chair(model.material(color=model.texture(extensions={"EXT_texture_webp": {"source": source}})))
    model.root["extensionsUsed"] = model.root["extensionsRequired"] = ["EXT_texture_webp"]
    return model.pack()


KINDS = {
    **{
        f"{extension} with a PNG": Kind(make=lambda e=extension: optional(e, fallback=True), pictures=1)  # type: ignore[misc]
        for extension in FORMATS
    },
    **{
        f"{extension} without a PNG": Kind(make=lambda e=extension: optional(e, fallback=False), told=MISSING)  # type: ignore[misc]
        for extension in FORMATS
    },
    "KTX2 required": Kind(make=lambda: optional("KHR_texture_basisu", fallback=False, required=True), told=MISSING),
    "KTX2 where a PNG belongs": Kind(make=said_to_be_png, told=MISSING),
    "a broken picture of three": Kind(make=broken_png, pictures=2, told=MISSING),
    "a texture without its picture": Kind(make=no_such_picture, told=MISSING),
    "WebP required": Kind(make=webp, pictures=1),
}

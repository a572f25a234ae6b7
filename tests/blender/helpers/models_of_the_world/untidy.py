# SPDX-License-Identifier: GPL-3.0-or-later
"""Models of untidy exporters: Blender's importer reads them, so they become props."""

import json
import struct
from typing import Any

from glb_files import box, picture_bytes

from .building import Model, data_uri
from .kind import Kind

LARGEST_FLOAT = 3.4028234663852886e38


def odd_halfwords() -> bytes:
    model = Model(shift=2)
    model.chair()
    return model.pack()


def strided() -> bytes:
    """Points and normals one after the other."""
    model, shape = Model(), box(1.0, 2.0, 0.6)
    model.chair(shape=shape)
    assert shape.normals is not None
    both = b"".join(struct.pack("<6f", *p, *n) for p, n in zip(shape.points, shape.normals, strict=True))
    view = model._view(both)
    model.root["bufferViews"][view]["byteStride"] = 24
    points, normals = (model.root["accessors"][model.primitive["attributes"][name]] for name in ("POSITION", "NORMAL"))
    points |= {"bufferView": view}
    normals |= {"bufferView": view, "byteOffset": 12}
    return model.pack()


def not_padded() -> bytes:
    model = Model(shift=1)
    model.chair(model.material(color=model.picture(picture_bytes() + b"\0")), name="a chair of a length that is odd")
    model.data.append(0)
    while len(model.data) % 4 == 0:
        model.data.append(0)
    return model.pack(padded=False)


def volume(distance: str) -> bytes:
    """An optional extension with an odd number, written as this text."""
    model = Model()
    material = model.material()
    model.root["materials"][material]["extensions"] = {
        "KHR_materials_volume": {"thicknessFactor": 0.1, "attenuationDistance": "HERE"}
    }
    model.root["extensionsUsed"] = ["KHR_materials_volume"]
    model.chair(material)
    model.pack()
    return model.pack(text=json.dumps(model.root).replace('"HERE"', distance).encode())


def numbers_in_extras() -> bytes:
    model = Model()
    model.chair(extras={"id": 10**60, "weight": LARGEST_FLOAT, "nothing": None})
    model.root["extras"] = {"seed": -(10**40), "list": [None, 1e300]}
    return model.pack()


def picture_as_data() -> bytes:
    model = Model()
    model.root["images"] = [{"uri": data_uri(picture_bytes(), "image/png")}]
    model.chair(model.material(color=model.texture(source=0)))
    return model.pack()


def buffer_as_data() -> bytes:
    model = Model()
    model.chair(model.material(color=model.picture(picture_bytes())))
    data = bytes(model.data)
    model.root["buffers"] = [{"byteLength": len(data), "uri": data_uri(data, "application/octet-stream")}]
    model.data.clear()
    return model.pack()


def second_buffer_as_data() -> bytes:
    model = Model()
    model.chair()
    picture = picture_bytes()
    model.pack()
    model.root["buffers"].append({"byteLength": len(picture), "uri": data_uri(picture, "application/gltf-buffer")})
    view = model._add("bufferViews", {"buffer": 1, "byteOffset": 0, "byteLength": len(picture)})
    model._add("images", {"bufferView": view, "mimeType": "image/png"})
    model.primitive["material"] = model.material(color=model.texture(source=0))
    return model.pack()


def word_uri() -> bytes:
    model = Model()
    source = {"uri": "https://models.example/chair", "license": {"uri": "file:///license.txt"}}
    model.chair(name="uri", extras=source)
    model.root["asset"]["extras"] = source
    return model.pack()


def unknown_extension() -> bytes:
    model = Model()
    odd: dict[str, Any] = {"ACME_stickers": {"list": [{"glue": 3}], "deep": {"er": None}}}
    model.chair(model.material(), extensions=odd)
    model.root["materials"][0]["extensions"] = odd
    model.root["extensions"] = odd
    model.root["extensionsUsed"] = ["ACME_stickers"]
    return model.pack()


def visibility() -> bytes:
    model = Model()
    model.chair(extensions={"KHR_node_visibility": {"visible": True}})
    model.root["extensionsUsed"] = ["KHR_node_visibility"]
    return model.pack()


def required_but_not_used() -> bytes:
    model = Model()
    model.chair()
    model.root["extensionsRequired"] = ["KHR_mesh_quantization"]
    return model.pack()


KINDS = {
    "floats at odd halfwords": Kind(make=odd_halfwords),
    "points and normals interleaved": Kind(make=strided),
    "chunks that are not padded": Kind(make=not_padded, pictures=1),
    "infinity as the largest float": Kind(make=lambda: volume(repr(LARGEST_FLOAT))),
    "infinity as a number too large": Kind(make=lambda: volume("1e999")),
    "infinity as a word": Kind(make=lambda: volume("Infinity")),
    "null where a number belongs": Kind(make=lambda: volume("null")),
    "huge numbers in extras": Kind(make=numbers_in_extras),
    "a picture as data": Kind(make=picture_as_data, pictures=1),
    "a buffer as data": Kind(make=buffer_as_data, pictures=1),
    "a second buffer as data": Kind(make=second_buffer_as_data, pictures=1),
    "the word uri in extras and names": Kind(make=word_uri),
    "an optional extension nobody knows": Kind(make=unknown_extension),
    "node visibility": Kind(make=visibility),
    "required without being used": Kind(make=required_but_not_used),
}

# SPDX-License-Identifier: GPL-3.0-or-later
"""Models that become no prop: the artist reads why, and what was paid for is kept."""

import json

from .building import Model, chunk, container
from .kind import Kind


def required_extension() -> bytes:
    model = Model()
    model.chair()
    model.root["extensionsUsed"] = model.root["extensionsRequired"] = ["ACME_shape_language"]
    return model.pack()


def version_1() -> bytes:
    """Its head has the same form, what follows it does not."""
    text = json.dumps({"asset": {"version": "1.0"}, "scenes": {}, "nodes": {}}).encode()
    return container(chunk(0, text, filler=b" "), version=1)


def text_gltf() -> bytes:
    return json.dumps({"asset": {"version": "2.0"}, "scenes": [{"nodes": []}], "buffers": []}, indent=1).encode()


def picture_elsewhere() -> bytes:
    model = Model()
    model.root["images"] = [{"uri": "textures/wood.png"}]
    model.chair(model.material(color=model.texture(source=0)))
    return model.pack()


def too_many_nodes() -> bytes:
    model = Model()
    model.chair()
    model.root["nodes"] += [{}] * 30_000
    return model.pack()


def stride_between_numbers() -> bytes:
    """The importer of every Blender gives up on it."""
    model = Model()
    model.chair()
    model.root["bufferViews"][0]["byteStride"] = 13
    return model.pack()


def only_lines() -> bytes:
    model = Model()
    model.chair()
    model.primitive["mode"] = 1
    return model.pack()


KINDS = {
    "a required extension nobody knows": Kind(make=required_extension, refused="ACME_shape_language.*Blender"),
    "version 1": Kind(make=version_1, refused="version"),
    "glTF as text": Kind(make=text_gltf, refused="text"),
    "a picture elsewhere": Kind(make=picture_elsewhere, refused="outside itself"),
    "too many nodes": Kind(make=too_many_nodes, refused="too many elements"),
    "a stride between two numbers": Kind(make=stride_between_numbers, refused="cannot read"),
    "only lines": Kind(make=only_lines, refused="no surface"),
}

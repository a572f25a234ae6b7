# SPDX-License-Identifier: GPL-3.0-or-later
"""Models whose geometry is written in other ways than most: all of them are chairs."""

import struct
from typing import Any

import numpy
from glb_files import Shape, box

from .building import Model
from .kind import Kind

_FLAT = (1.0, 0.0, 2.0)


def no_indices() -> bytes:
    model, shape = Model(), box(1.0, 2.0, 0.6)
    corners = shape.triangles.reshape(-1)
    assert shape.uvs is not None
    assert shape.normals is not None
    spread = Shape(shape.points[corners], shape.triangles, shape.uvs[corners], shape.normals[corners])
    model.chair(shape=spread)
    del model.primitive["indices"]
    return model.pack()


def _flat(mode: int, *points: tuple[float, float]) -> bytes:
    model = Model()
    position = model.floats(*[(x, y, 0.0) for x, y in points], kind="VEC3")
    model.root["meshes"] = [{"primitives": [{"attributes": {"POSITION": position}, "mode": mode}]}]
    model.node(mesh=0)
    return model.pack()


def strip() -> bytes:
    return _flat(5, (0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (1, 2))


def fan() -> bytes:
    return _flat(6, (0, 0), (1, 0), (1, 1), (1, 2), (0, 2))


def with_lines_and_points(*, own_mesh: bool) -> bytes:
    """Far-away lines and points, which nobody sees in a render."""
    model = Model()
    model.chair()
    far = model.floats((0, 0, 0), (9, 9, 9), (-9, 0, 0), (0, 7, 0), kind="VEC3")
    loose: list[dict[str, Any]] = [{"attributes": {"POSITION": far}, "mode": mode} for mode in (0, 1, 2, 3)]
    if own_mesh:
        model.root["meshes"].append({"primitives": loose})
        model.node(mesh=1)
    else:
        model.root["meshes"][0]["primitives"] += loose
    return model.pack()


def quantized() -> bytes:
    model, shape = Model(), box(1.0, 2.0, 0.6)
    scale = 2.0 / 32767
    steps = numpy.round(shape.points / scale).astype("<i2")
    data = b"".join(struct.pack("<3hh", *step, 0) for step in steps)
    model.chair(shape=shape, scale=[scale] * 3)
    position = model.raw(data, count=len(steps), kind="VEC3", component=5122, min=[-32767] * 3, max=[32767] * 3)
    model.root["bufferViews"][-1]["byteStride"] = 8
    model.primitive["attributes"]["POSITION"] = position
    model.root["extensionsUsed"] = model.root["extensionsRequired"] = ["KHR_mesh_quantization"]
    return model.pack()


def sparse() -> bytes:
    """A flat box, whose upper points are put in their places one by one."""
    model, shape = Model(), box(1.0, 2.0, 0.6)
    upper = [index for index, point in enumerate(shape.points) if point[1] > 0]
    low = shape.points.copy()
    low[:, 1] = -1.0
    assert shape.uvs is not None
    model.chair(shape=Shape(low, shape.triangles, shape.uvs, shape.normals))
    indices = model._view(struct.pack(f"<{len(upper)}H", *upper))
    values = model._view(b"".join(struct.pack("<3f", *shape.points[index]) for index in upper))
    accessor = model.root["accessors"][model.primitive["attributes"]["POSITION"]]
    accessor |= {"min": [-0.5, -1.0, -0.3], "max": [0.5, 1.0, 0.3]}
    accessor["sparse"] = {
        "count": len(upper),
        "indices": {"bufferView": indices, "componentType": 5123},
        "values": {"bufferView": values},
    }
    return model.pack()


def vertex_colors() -> bytes:
    model = Model()
    model.chair()
    count = model.root["accessors"][0]["count"]
    colors = model.raw(bytes((200, 30, 30, 255)) * count, count=count, kind="VEC4", component=5121, normalized=True)
    model.primitive["attributes"]["COLOR_0"] = colors
    return model.pack()


def two_uv_maps() -> bytes:
    model = Model()
    model.chair()
    attributes = model.primitive["attributes"]
    attributes["TEXCOORD_1"] = attributes["TEXCOORD_0"]
    return model.pack()


KINDS = {
    "triangles without indices": Kind(make=no_indices),
    "a strip": Kind(make=strip, size=_FLAT, triangles=4, uv_maps=0),
    "a fan": Kind(make=fan, size=_FLAT, triangles=3, uv_maps=0),
    "lines and points in the same mesh": Kind(make=lambda: with_lines_and_points(own_mesh=False)),
    "lines and points in another mesh": Kind(make=lambda: with_lines_and_points(own_mesh=True)),
    "quantized positions": Kind(make=quantized),
    "sparse accessors": Kind(make=sparse),
    "vertex colors": Kind(make=vertex_colors, colors=1),
    "two UV maps": Kind(make=two_uv_maps, uv_maps=2),
}

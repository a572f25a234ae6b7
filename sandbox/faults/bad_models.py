# SPDX-License-Identifier: GPL-3.0-or-later
"""Broken and hostile models made from a real one: one entry per line of fault_table.MODELS."""

import json
import random
import struct
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Any

from .bad_pictures import bomb_png, dense_png, huge_jpeg, huge_png, huge_webp
from .glb_surgery import (
    Parts,
    broken_accessors,
    pack,
    pack_text,
    split,
    tiny_mesh,
    unwelded_grid,
)

Maker = Callable[[bytes], bytes]


def bad_model(kind: str, real: bytes) -> bytes:
    """Return the bytes to serve in place of the real model (any format; most kinds give a GLB)."""
    return MAKERS[kind](real)


def _edited(change: Callable[[Parts], Any]) -> Maker:
    """Change the JSON or the binary part of the real model (of a cube where the model is no GLB)."""

    def make(real: bytes) -> bytes:
        parts = split(real) if real.startswith(b"glTF") else tiny_mesh()
        change(parts)
        return pack(parts)

    return make


def _once(make: Callable[[], bytes]) -> Maker:
    """Make when it is first needed, and once: some take a second in which nothing else goes on."""
    lock, made = Lock(), cache(make)

    def maker(real: bytes) -> bytes:
        with lock:
            return made()

    return maker


def _cube(change: Callable[[dict[str, Any]], Any]) -> Maker:
    """Change the JSON of a small cube."""

    def make() -> bytes:
        parts = tiny_mesh()
        change(parts.content)
        return pack(parts)

    return _once(make)


def _uri(buffer_uri: str | None, image_uri: str) -> Maker:
    def change(content: dict[str, Any]) -> None:
        content["images"] = [{"uri": image_uri}]
        content["textures"] = [{"source": 0}]
        content["materials"] = [{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}}]
        content["meshes"][0]["primitives"][0]["material"] = 0
        if buffer_uri is not None:
            content["buffers"].append({"uri": buffer_uri, "byteLength": 64})
            content["bufferViews"].append({"buffer": 1, "byteLength": 64})

    return _cube(change)


def _picture(picture: Callable[[], bytes], mime_type: str = "image/png") -> Maker:
    def change(parts: Parts) -> None:
        data = picture()
        parts.binary += b"\0" * (-len(parts.binary) % 4)
        content = parts.content
        content["bufferViews"].append({"buffer": 0, "byteOffset": len(parts.binary), "byteLength": len(data)})
        parts.binary += data
        content["buffers"][0]["byteLength"] = len(parts.binary)
        content["images"] = [{"bufferView": len(content["bufferViews"]) - 1, "mimeType": mime_type}]
        content["textures"] = [{"source": 0}]
        content["materials"] = [{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}}]
        content["meshes"][0]["primitives"][0]["material"] = 0

    def make() -> bytes:
        parts = tiny_mesh()
        change(parts)
        return pack(parts)

    return _once(make)


def _many_nodes(node: str, count: int) -> Maker:
    """Write a cube and so many nodes behind its own, as text: to write it from values takes twenty times as long."""

    def make() -> bytes:
        parts = tiny_mesh()
        parts.content["nodes"], parts.content["scenes"][0]["nodes"] = ["nodes"], ["roots"]
        lists = {
            '"nodes"]': f'{{"mesh":0}}{f",{node}" * count}]',
            '"roots"]': f"{','.join(map(str, range(count + 1)))}]",
        }
        text = json.dumps(parts.content)
        for placeholder, written in lists.items():
            text = text.replace(f"[{placeholder}", f"[{written}")
        return pack_text(text.encode(), parts.binary)

    return _once(make)


def _deep_nodes(content: dict[str, Any]) -> None:
    depth = 20_000
    content["nodes"] = [{"children": [i + 1]} for i in range(depth)] + [{"mesh": 0}]
    content["scenes"][0]["nodes"] = [0]


def _cycle(content: dict[str, Any]) -> None:
    content["nodes"] = [{"children": [1], "mesh": 0}, {"children": [2]}, {"children": [0]}]


def _places(parts: Parts) -> dict[str, Any]:
    """Return the accessor of the first primitive's points."""
    primitive = parts.content["meshes"][0]["primitives"][0]
    found: dict[str, Any] = parts.content["accessors"][primitive["attributes"]["POSITION"]]
    return found


def _positions(parts: Parts, value: float) -> None:
    accessor = _places(parts)
    start = parts.content["bufferViews"][accessor["bufferView"]].get("byteOffset", 0)
    for index in range(min(30, accessor["count"] * 3)):
        struct.pack_into("<f", parts.binary, start + 4 * index, value)


def _scaled(parts: Parts, factor: float) -> None:
    accessor = _places(parts)
    start = parts.content["bufferViews"][accessor["bufferView"]].get("byteOffset", 0)
    count = accessor["count"] * 3
    values = struct.unpack_from(f"<{count}f", parts.binary, start)
    struct.pack_into(f"<{count}f", parts.binary, start, *(value * factor for value in values))
    accessor["min"] = [value * factor for value in accessor["min"]]
    accessor["max"] = [value * factor for value in accessor["max"]]


def _nan_node(parts: Parts) -> None:
    parts.content["nodes"][0]["matrix"] = [float("nan")] * 16


def _no_scene(content: dict[str, Any]) -> None:
    for name in ("scene", "scenes", "nodes"):
        content.pop(name)


def _lights_cameras(content: dict[str, Any]) -> None:
    content["cameras"] = [{"type": "perspective", "perspective": {"yfov": 0.7, "znear": 0.1}}]
    content["extensionsUsed"] = ["KHR_lights_punctual"]
    content["extensions"] = {"KHR_lights_punctual": {"lights": [{"type": "point", "intensity": 1e9}]}}
    content["nodes"] += [{"camera": 0}, {"extensions": {"KHR_lights_punctual": {"light": 0}}}, {"name": "bone"}]
    content["scenes"][0]["nodes"] += [1, 2, 3]
    content["skins"] = [{"joints": [3]}]


def _extras(content: dict[str, Any]) -> None:
    script = "import os; os.system('touch /tmp/rodin-sandbox-was-here')"
    extras = {"script": script, "_RNA_UI": {"x": script}, "driver": f"#{script}", "__class__": "os.system"}
    for owner in (content, content["asset"], content["nodes"][0], content["meshes"][0], content["scenes"][0]):
        owner["extras"] = extras
    content["nodes"][0]["name"] = "/../../..//evil.blend"


def _names(content: dict[str, Any]) -> None:
    content["nodes"][0]["name"] = "n" * 100_000
    content["meshes"][0]["name"] = "\u0000\n\u202e\ud7ff"
    content["materials"] = [{"name": ""}]
    content["meshes"][0]["primitives"][0]["material"] = 0


def _draco(content: dict[str, Any]) -> None:
    content["extensionsUsed"] = content["extensionsRequired"] = ["KHR_draco_mesh_compression"]
    primitive = content["meshes"][0]["primitives"][0]
    primitive["extensions"] = {"KHR_draco_mesh_compression": {"bufferView": 0, "attributes": {"POSITION": 0}}}


def _with_length(real: bytes, length: int) -> bytes:
    return struct.pack("<4sII", b"glTF", 2, length) + real[12:]


def _raw_json(text: bytes) -> bytes:
    filler = b" " * (-len(text) % 4)
    size = len(text) + len(filler)
    return b"".join([struct.pack("<4sIII4s", b"glTF", 2, 20 + size, size, b"JSON"), text, filler])


MAKERS: dict[str, Maker] = {
    "html": lambda real: b"<!DOCTYPE html><html><body>Please log in</body></html>",
    "empty": lambda real: b"",
    "truncated": lambda real: real[: len(real) // 2],
    "wrong_magic": lambda real: b"glTX" + real[4:],
    "version_1": lambda real: real[:4] + struct.pack("<I", 1) + real[8:],
    "header_length_long": lambda real: _with_length(real, len(real) + 4096),
    "header_length_short": lambda real: _with_length(real, len(real) // 2),
    "chunk_length": lambda real: real[:12] + struct.pack("<I", 0x7FFF_FFFC) + real[16:],
    "no_json": lambda real: struct.pack("<4sII", b"glTF", 2, 24) + struct.pack("<I4s", 4, b"BIN\0") + b"abcd",
    "json_broken": lambda real: _raw_json(b'{"asset": {"version": "2.0"}, "nodes": [}'),
    "json_deep": lambda real: _raw_json(
        b'{"asset":{"version":"2.0"},"extras":' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    ),
    "json_huge": _once(lambda: _raw_json(b"%s%100000000s" % (b'{"asset":{"version":"2.0"}', b"}"))),
    "uri_file": _uri("file:///etc/passwd", "file:///etc/passwd"),
    "uri_relative": _uri(None, "../../../../etc/passwd"),
    "uri_http": _uri("http://rodin.invalid/buffer.bin", "http://rodin.invalid/picture.png"),
    "uri_unc": _uri(None, "\\\\rodin.invalid\\share\\picture.png"),
    "uri_data_huge": _uri("data:application/octet-stream;base64," + "AAAA" * 20_000_000, "data:image/png;base64,AAAA"),
    "nodes_many": _many_nodes("{}", 2_000_000),
    "instances_many": _many_nodes('{"mesh":0,"translation":[3,0,4]}', 200_000),
    "nodes_deep": _cube(_deep_nodes),
    "nodes_cycle": _cube(_cycle),
    "nan": _edited(lambda parts: (_positions(parts, float("nan")))),
    "nan_node": _edited(_nan_node),
    "scale_huge": _edited(lambda parts: _scaled(parts, 1e30)),
    "scale_zero": _edited(lambda parts: _scaled(parts, 0.0)),
    "texture_huge": _picture(huge_png),
    "texture_huge_jpeg": _picture(huge_jpeg, "image/jpeg"),
    "texture_huge_webp": _picture(huge_webp, "image/webp"),
    "texture_bomb": _picture(bomb_png),
    "texture_dense": _picture(dense_png),
    "texture_broken": _picture(lambda: b"\x89PNG\r\n\x1a\n" + b"not a picture" * 9),
    "triangles_many": _once(lambda: unwelded_grid(triangles=1_500_000)),
    "no_mesh": _cube(lambda content: (content.pop("meshes"), content["nodes"][0].pop("mesh"))),
    "no_scene": _cube(_no_scene),
    "points_only": _cube(lambda content: content["meshes"][0]["primitives"][0].update(mode=0)),
    "lights_cameras": _cube(_lights_cameras),
    "extras_script": _edited(lambda parts: _extras(parts.content)),
    "names_hostile": _cube(_names),
    "extension_required": _edited(
        lambda parts: parts.content.update(extensionsUsed=["EVIL_unknown"], extensionsRequired=["EVIL_unknown"])
    ),
    "draco_broken": _cube(_draco),
    "random": lambda real: struct.pack("<4sII", b"glTF", 2, 65548) + random.Random(1).randbytes(65536),
    **{kind: _cube(change) for kind, change in broken_accessors().items()},
}

# SPDX-License-Identifier: GPL-3.0-or-later
"""Good models pass; each way of being broken or hostile is refused with a sentence, quickly and in little memory."""

import io
import json
import math
import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import pytest
import trimesh
from PIL import Image
from rodin_props.api.errors import ModelRefused
from rodin_props.jobs.glb.check import check_glb
from rodin_props.jobs.glb.limits import GlbLimits

Change = Callable[[dict[str, Any]], None]


def glb(document: Any, data: bytes = b"", *, version: int = 2, length: int | None = None) -> bytes:
    """Pack a GLB around a document (or around bytes that claim to be one)."""
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    data += b"\0" * (-len(data) % 4)
    body = struct.pack("<II", len(text), 0x4E4F534A) + text
    if data:
        body += struct.pack("<II", len(data), 0x004E4942) + data
    return struct.pack("<4sII", b"glTF", version, length if length is not None else 12 + len(body)) + body


def picture(width: int = 8, height: int = 8, kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height)).save(stream, kind)
    return stream.getvalue()


def triangle() -> tuple[dict[str, Any], bytes]:
    """The smallest good model with a texture: its document and its binary part."""
    points = struct.pack("<9f", 0, 0, 0, 1, 0, 0, 0, 1, 0)
    corners = struct.pack("<3H", 0, 1, 2) + b"\0\0"
    image = picture()
    data = points + corners + image
    document = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0, "name": "model"}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1, "material": 0}]}],
        "materials": [{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}}],
        "textures": [{"source": 0}],
        "images": [{"bufferView": 2, "mimeType": "image/png"}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3", "min": [0, 0, 0], "max": [1, 1, 0]},
            {"bufferView": 1, "componentType": 5123, "count": 3, "type": "SCALAR"},
        ],
        "bufferViews": [
            {"buffer": 0, "byteOffset": 0, "byteLength": 36},
            {"buffer": 0, "byteOffset": 36, "byteLength": 6},
            {"buffer": 0, "byteOffset": 44, "byteLength": len(image)},
        ],
        "buffers": [{"byteLength": len(data)}],
    }
    return document, data


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Any]:
    """A function that writes bytes to a file and checks them."""

    def write_and_check(content: bytes, **limits: Any) -> Any:
        path = tmp_path / "model.glb"
        path.write_bytes(content)
        return check_glb(path, limits=GlbLimits(**limits))

    return write_and_check


def changed(change: Change) -> bytes:
    document, data = triangle()
    change(document)
    return glb(document, data)


def test_the_smallest_good_model_passes(check: Any) -> None:
    facts = check(glb(*triangle()))
    assert (facts.triangles, facts.vertices, facts.nodes, facts.pictures) == (1, 3, 1, 1)
    assert facts.largest_picture_pixels == 8


@pytest.mark.parametrize(
    "mesh",
    [
        trimesh.creation.icosphere(subdivisions=3),
        trimesh.creation.box(),
        trimesh.creation.torus(1.0, 0.3),
        trimesh.Scene({"a": trimesh.creation.box(), "b": trimesh.creation.cylinder(1.0, 2.0)}),
    ],
)
def test_real_models_pass_with_their_triangles(check: Any, mesh: Any) -> None:
    faces = (
        sum(len(each.faces) for each in mesh.geometry.values()) if isinstance(mesh, trimesh.Scene) else len(mesh.faces)
    )
    assert check(mesh.export(file_type="glb")).triangles == faces


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_textured_models_pass_with_their_pictures_sizes(check: Any, kind: str) -> None:
    mesh = trimesh.creation.box()
    image = Image.open(io.BytesIO(picture(640, 320, kind)))
    material = trimesh.visual.material.PBRMaterial(baseColorTexture=image)
    mesh.visual = trimesh.visual.TextureVisuals(uv=numpy.zeros((len(mesh.vertices), 2)), material=material)
    facts = check(mesh.export(file_type="glb", extension_webp=kind == "WEBP"))
    assert facts.largest_picture_pixels == 640


def test_a_mesh_used_twice_counts_twice(check: Any) -> None:
    def use_twice(document: dict[str, Any]) -> None:
        document["nodes"].append({"mesh": 0})
        document["scenes"][0]["nodes"].append(1)

    assert check(changed(use_twice)).triangles == 2


def test_interleaved_points_are_read_by_their_stride(check: Any) -> None:
    document, _ = triangle()
    data = (
        b"".join(struct.pack("<6f", x, x, x, 9, 9, 9) for x in (0.0, 1.0, 2.0)) + struct.pack("<3H", 0, 1, 2) + b"\0\0"
    )
    for name in ("images", "textures", "materials"):
        del document[name]
    document["bufferViews"] = [
        {"buffer": 0, "byteLength": 72, "byteStride": 24},
        {"buffer": 0, "byteOffset": 72, "byteLength": 6},
    ]
    document["buffers"] = [{"byteLength": len(data)}]
    assert check(glb(document, data)).triangles == 1
    poisoned = data[:52] + struct.pack("<f", math.nan) + data[56:]
    with pytest.raises(ModelRefused, match="nowhere"):
        check(glb(document, poisoned))


def nested(depth: int) -> dict[str, Any]:
    inner: dict[str, Any] = {}
    for _ in range(depth):
        inner = {"a": inner}
    return inner


def deep_nodes(document: dict[str, Any]) -> None:
    document["nodes"] += [{"children": [number + 2]} for number in range(500)] + [{}]


def circle(document: dict[str, Any]) -> None:
    document["nodes"] += [{"children": [2]}, {"children": [3]}, {"children": [1]}]


def two_parents(document: dict[str, Any]) -> None:
    document["nodes"] += [{"children": [3]}, {"children": [3]}, {}]


def sparse(document: dict[str, Any]) -> None:
    document["accessors"][0]["sparse"] = {
        "count": 1_000_000,
        "indices": {"bufferView": 1, "componentType": 5123},
        "values": {"bufferView": 0},
    }


def bottomless(document: dict[str, Any]) -> None:
    del document["accessors"][0]["bufferView"]
    document["accessors"][0]["count"] = 4_000_000_000
    del document["meshes"][0]["primitives"][0]["indices"]


def at(document: Any, *path: Any, to: Any) -> None:
    for each in path[:-1]:
        document = document[each]
    document[path[-1]] = to


HOSTILE: dict[str, tuple[Change, str]] = {
    "buffer elsewhere": (lambda d: at(d, "buffers", 0, "uri", to="file:///etc/passwd"), "outside itself"),
    "picture elsewhere": (lambda d: at(d, "images", 0, "uri", to="../../etc/passwd"), "outside itself"),
    "picture on the net": (lambda d: at(d, "images", 0, "uri", to="http://a.example/x.png"), "outside itself"),
    "picture on a share": (lambda d: at(d, "images", 0, "uri", to="\\\\a.example\\share"), "outside itself"),
    "in an extension": (lambda d: at(d, "extensions", to={"X_y": [{"uri": "file:///x"}]}), "outside itself"),
    "circle": (circle, "circle"),
    "own parent": (lambda d: at(d, "nodes", 0, "children", to=[0]), "circle"),
    "two parents": (two_parents, "circle"),
    "deep hierarchy": (deep_nodes, "too deeply"),
    "deep extras": (lambda d: at(d, "extras", to=nested(90)), "nested too deeply"),
    "child that is not there": (lambda d: at(d, "nodes", 0, "children", to=[7]), "inconsistent"),
    "negative child": (lambda d: at(d, "nodes", 0, "children", to=[-1]), "inconsistent"),
    "mesh that is not there": (lambda d: at(d, "nodes", 0, "mesh", to=1), "inconsistent"),
    "endless place": (lambda d: at(d, "nodes", 0, "translation", to=[1e16, 0, 0]), "impossible places"),
    "crooked matrix": (lambda d: at(d, "nodes", 0, "matrix", to=[1, 2, 3]), "impossible places"),
    "huge count": (lambda d: at(d, "accessors", 0, "count", to=4_000_000_000), "more data than it holds"),
    "bottomless accessor": (bottomless, "far more data"),
    "negative count": (lambda d: at(d, "accessors", 0, "count", to=-3), "inconsistent"),
    "count that is none": (lambda d: at(d, "accessors", 0, "count", to=True), "inconsistent"),
    "view past the end": (lambda d: at(d, "bufferViews", 0, "byteLength", to=9_999_999), "more data than it holds"),
    "buffer past the end": (lambda d: at(d, "buffers", 0, "byteLength", to=9_999_999), "more data than it holds"),
    "sparse": (sparse, "more data than it holds"),
    "no position": (lambda d: at(d, "meshes", 0, "primitives", 0, "attributes", to={}), "inconsistent"),
    "two buffers": (lambda d: d["buffers"].append({"byteLength": 4}), "too many buffers"),
    "no mesh": (lambda d: at(d, "nodes", to=[{}]), "no surface"),
    "points only": (lambda d: at(d, "meshes", 0, "primitives", 0, "mode", to=0), "no surface"),
    "flat as a point": (lambda d: at(d, "accessors", 0, "max", to=[0, 0, 0]), "no size"),
    "unknown extension": (lambda d: at(d, "extensionsRequired", to=["EXT_anything"]), "extension"),
    "old version": (lambda d: at(d, "asset", "version", to="1.0"), "glTF version"),
    "no version": (lambda d: at(d, "asset", to=None), "glTF version"),
    "texture without picture": (lambda d: at(d, "textures", 0, "source", to=3), "inconsistent"),
    "material without texture": (lambda d: at(d, "textures", to=[]), "inconsistent"),
    "scene without node": (lambda d: at(d, "scenes", 0, "nodes", to=[5]), "inconsistent"),
    "picture without data": (lambda d: d["images"][0].pop("bufferView"), "inconsistent"),
    "picture that is none": (lambda d: at(d, "images", 0, "bufferView", to=0), "picture in it cannot be read"),
    "nodes that are none": (lambda d: at(d, "nodes", to=[1, 2]), "inconsistent"),
    "accessors that are none": (lambda d: at(d, "accessors", to={"a": 1}), "inconsistent"),
    "many nodes": (lambda d: at(d, "nodes", to=[{}] * 30_000), "too many nodes"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_with_a_sentence(check: Any, name: str) -> None:
    change, words = HOSTILE[name]
    with pytest.raises(ModelRefused, match=words) as caught:
        check(changed(change))
    assert str(caught.value).endswith("Resume the job to download it again.")


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not a GLB"),
    "web page": (b"<!DOCTYPE html><html>" + b" " * 100, "not a GLB"),
    "short head": (b"glTF\x02\0\0\0", "not a GLB"),
    "version 1": (glb(*triangle(), version=1), "version"),
    "cut": (glb(*triangle())[:-40], "cut short"),
    "longer than it says": (glb(*triangle()) + b"\0\0\0\0", "longer"),
    "length in the skies": (glb(*triangle(), length=0xFFFFFFFF), "cut short"),
    "no description": (struct.pack("<4sIIII", b"glTF", 2, 24, 4, 0x004E4942) + b"\0\0\0\0", "description"),
    "nothing in it": (struct.pack("<4sII", b"glTF", 2, 12), "description"),
    "half a chunk head": (struct.pack("<4sII", b"glTF", 2, 16) + b"\0\0\0\0", "cut short"),
    "chunk past the end": (struct.pack("<4sIIII", b"glTF", 2, 24, 4000, 0x4E4F534A) + b"{}  ", "does not fit"),
    "two descriptions": (
        struct.pack("<4sII", b"glTF", 2, 36) + (struct.pack("<II", 4, 0x4E4F534A) + b"{}  ") * 2,
        "two parts",
    ),
    "no JSON": (glb(b"{nonsense}"), "cannot be read"),
    "no text": (glb(b"\xff\xfe\xff\xfe"), "cannot be read"),
    "a list": (glb([]), "cannot be read"),
    "NaN": (glb(b'{"asset": {"version": "2.0"}, "nodes": [{"translation": [NaN, 0, 0]}]}'), "NaN"),
    "infinity": (glb(b'{"asset": {"version": "2.0"}, "nodes": [{"scale": [1e999, 0, 0]}]}'), "impossible number"),
    "endless number": (glb(b'{"asset": ' + b"9" * 5000 + b"}"), "impossible number"),
    "nested without end": (glb(b'{"asset": ' + b"[" * 500_000 + b"]" * 500_000 + b"}"), "exhaust|nested"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_a_sentence(check: Any, name: str) -> None:
    content, words = BROKEN[name]
    with pytest.raises(ModelRefused, match=words):
        check(content)


def test_points_that_are_nowhere_are_refused(check: Any) -> None:
    document, data = triangle()
    for bad in (math.nan, math.inf, -math.inf, 1e30):
        with pytest.raises(ModelRefused, match="nowhere"):
            check(glb(document, struct.pack("<f", bad) + data[4:]))


def test_corners_that_do_not_exist_are_refused(check: Any) -> None:
    document, data = triangle()
    with pytest.raises(ModelRefused, match="do not exist"):
        check(glb(document, data[:36] + struct.pack("<3H", 0, 1, 3) + data[42:]))


@pytest.mark.parametrize(("kind", "offset", "size"), [("PNG", 16, ">II"), ("WEBP", 24, None)])
def test_giant_pictures_are_refused_by_their_heads(check: Any, kind: str, offset: int, size: str | None) -> None:
    image = bytearray(picture(64, 64, kind))
    if size is None:
        image[:30] = b"RIFF\x30\0\0\0WEBPVP8X\x0a\0\0\0" + b"\0\0\0\0" + b"\xff\xff\xff" * 2
    else:
        image[offset : offset + 8] = struct.pack(size, 60_000, 60_000)
    document, data = triangle()
    data = data[:44] + bytes(image)
    document["bufferViews"][2]["byteLength"] = len(image)
    document["buffers"][0]["byteLength"] = len(data)
    with pytest.raises(ModelRefused, match="too large"):
        check(glb(document, data))


def test_limits_can_be_set(check: Any) -> None:
    good = glb(*triangle())
    for limits, words in (
        ({"triangles": 0}, "too many"),
        ({"vertices": 2}, "too many"),
        ({"size_bytes": 100}, "too large"),
        ({"json_bytes": 100}, "too large"),
        ({"picture_side": 4}, "too large"),
        ({"picture_pixels": 40}, "too large"),
    ):
        with pytest.raises(ModelRefused, match=words):
            check(good, **limits)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match="cannot be read"):
        check_glb(tmp_path / "nothing.glb")


def test_the_binary_part_is_never_held_as_a_whole(tmp_path: Path) -> None:
    mesh = trimesh.creation.icosphere(subdivisions=7)
    path = tmp_path / "large.glb"
    path.write_bytes(mesh.export(file_type="glb"))
    size_bytes = path.stat().st_size
    del mesh
    tracemalloc.start()
    try:
        assert check_glb(path).triangles == 327_680
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size_bytes > 5_000_000
    assert peak < 4_500_000


def test_random_damage_never_ends_in_anything_but_a_refusal(check: Any) -> None:
    good = bytearray(glb(*triangle()))
    generator = numpy.random.default_rng(2)
    outcomes = set()
    for _ in range(1500):
        bad = bytearray(good)
        for place in generator.integers(0, len(bad), size=generator.integers(1, 6)):
            bad[place] = generator.integers(0, 256)
        try:
            check(bytes(bad))
            outcomes.add("passed")
        except ModelRefused:
            outcomes.add("refused")
    assert outcomes == {"passed", "refused"}

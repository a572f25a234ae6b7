# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes GLB files for the tests: any nodes, meshes and textures, also broken ones. numpy and Pillow; no bpy."""

import io
import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
from PIL import Image


def picture_bytes(side: int = 64, *, kind: str = "PNG", seed: int = 1) -> bytes:
    """A square picture with something to see in it."""
    random = numpy.random.default_rng(seed)
    coarse = random.integers(0, 255, (8, 8, 3), dtype=numpy.uint8)
    buffer = io.BytesIO()
    Image.fromarray(coarse).resize((side, side), Image.Resampling.BICUBIC).save(buffer, kind)
    return buffer.getvalue()


@dataclass
class Shape:
    """Triangles in glTF's axes (y up). One vertex per corner where `split` is set, as many services write them."""

    points: numpy.ndarray
    triangles: numpy.ndarray
    uvs: numpy.ndarray | None = None
    normals: numpy.ndarray | None = None


def box(width: float, height: float, depth: float, *, center: Sequence[float] = (0, 0, 0)) -> Shape:
    """A box with 24 vertices, so that its edges are sharp, and a texture on each side."""
    points, uvs, normals, triangles = [], [], [], []
    for axis in range(3):
        for sign in (-1, 1):
            u, v = (axis + 1) % 3, (axis + 2) % 3
            first = len(points)
            for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                point = numpy.zeros(3)
                point[axis], point[u], point[v] = sign, i * sign, j
                points.append(point)
                uvs.append(((i + 1) / 2, (j + 1) / 2))
                normal = numpy.zeros(3)
                normal[axis] = sign
                normals.append(normal)
            triangles += [(first, first + 1, first + 2), (first, first + 2, first + 3)]
    size = numpy.array((width, height, depth)) / 2
    return Shape(numpy.array(points) * size + center, numpy.array(triangles), numpy.array(uvs), numpy.array(normals))


def sphere(rings: int, *, radius: float = 1.0) -> Shape:
    """A sphere of about 4 × rings² triangles with a seam in its texture coordinates."""
    columns = rings * 2
    angles = numpy.linspace(0, numpy.pi, rings + 1)
    turns = numpy.linspace(0, 2 * numpy.pi, columns + 1)
    a, t = numpy.meshgrid(angles, turns, indexing="ij")
    normals = numpy.stack((numpy.sin(a) * numpy.cos(t), numpy.cos(a), -numpy.sin(a) * numpy.sin(t)), axis=-1)
    bumps = 1.0 + 0.02 * numpy.sin(9 * a)[..., None] * numpy.cos(9 * t)[..., None]
    uvs = numpy.stack((t / (2 * numpy.pi), a / numpy.pi), axis=-1)
    index = numpy.arange((rings + 1) * (columns + 1)).reshape(rings + 1, columns + 1)
    low, right, up, both = index[:-1, :-1], index[:-1, 1:], index[1:, :-1], index[1:, 1:]
    triangles = numpy.concatenate(
        [numpy.stack((low, up, both), -1).reshape(-1, 3), numpy.stack((low, both, right), -1).reshape(-1, 3)]
    )
    flat = (normals * bumps * radius).reshape(-1, 3)
    return Shape(flat, triangles, uvs.reshape(-1, 2), normals.reshape(-1, 3))


@dataclass
class Glb:
    """A glTF document being put together."""

    root: dict[str, Any] = field(default_factory=lambda: {"asset": {"version": "2.0"}, "scene": 0, "scenes": [{}]})
    data: bytearray = field(default_factory=bytearray)

    def _add(self, key: str, value: dict[str, Any]) -> int:
        self.root.setdefault(key, []).append(value)
        return len(self.root[key]) - 1

    def _view(self, payload: bytes) -> int:
        self.data.extend(b"\0" * (-len(self.data) % 4))
        view = {"buffer": 0, "byteOffset": len(self.data), "byteLength": len(payload)}
        self.data.extend(payload)
        return self._add("bufferViews", view)

    def _accessor(self, values: numpy.ndarray, kind: str, component: int) -> int:
        accessor = {"componentType": component, "count": len(values), "type": kind}
        flat = values.astype(numpy.float32 if component == 5126 else numpy.uint32)
        if kind == "VEC3":
            accessor |= {"min": flat.min(axis=0).tolist(), "max": flat.max(axis=0).tolist()}
        return self._add("accessors", {"bufferView": self._view(flat.tobytes()), **accessor})

    def picture(self, payload: bytes, mime: str = "image/png") -> int:
        """Add a texture."""
        image = self._add("images", {"bufferView": self._view(payload), "mimeType": mime})
        return self._add("textures", {"source": image})

    def material(self, *, color: int | None = None, normal: int | None = None, roughness: int | None = None) -> int:
        """Add a material with these textures."""
        value: dict[str, Any] = {"name": "place_holder", "pbrMetallicRoughness": {}, "doubleSided": True}
        if color is not None:
            value["pbrMetallicRoughness"]["baseColorTexture"] = {"index": color}
        if roughness is not None:
            value["pbrMetallicRoughness"]["metallicRoughnessTexture"] = {"index": roughness}
        if normal is not None:
            value["normalTexture"] = {"index": normal}
        return self._add("materials", value)

    def shaded_material(self, picture: int, **values: Any) -> int:
        """Add a material of the service's Shaded form: black, nearly transparent to the letter, and it glows."""
        surface = {"baseColorFactor": [0.0, 0.0, 0.0, 1 / 255], "roughnessFactor": 1.0, "metallicFactor": 0.0}
        glow = {"emissiveFactor": [1.0, 1.0, 1.0], "emissiveTexture": {"index": picture}}
        value = {"name": "place_holder", "doubleSided": True, "pbrMetallicRoughness": surface, **glow, **values}
        return self._add("materials", value)

    def mesh(self, shape: Shape, material: int | None = None) -> int:
        """Add a mesh."""
        attributes = {"POSITION": self._accessor(shape.points, "VEC3", 5126)}
        if shape.normals is not None:
            attributes["NORMAL"] = self._accessor(shape.normals, "VEC3", 5126)
        if shape.uvs is not None:
            attributes["TEXCOORD_0"] = self._accessor(shape.uvs, "VEC2", 5126)
        indices = self._accessor(shape.triangles.reshape(-1), "SCALAR", 5125)
        primitive: dict[str, Any] = {"attributes": attributes, "indices": indices}
        if material is not None:
            primitive["material"] = material
        return self._add("meshes", {"name": "model", "primitives": [primitive]})

    def node(self, **values: Any) -> int:
        """Add a node; it is a root until another names it as a child."""
        return self._add("nodes", {"name": "model", **values})

    def write(self, path: Path) -> Path:
        """Write the file; all nodes that are nobody's children are roots."""
        nodes = self.root.get("nodes", [])
        children = {child for node in nodes for child in node.get("children", ())}
        if nodes:
            self.root["scenes"][0]["nodes"] = [index for index in range(len(nodes)) if index not in children]
        if self.data:
            self.root["buffers"] = [{"byteLength": len(self.data)}]
        text = json.dumps(self.root).encode()
        chunks = struct.pack("<II", len(text) + -len(text) % 4, 0x4E4F534A) + text + b" " * (-len(text) % 4)
        if self.data:
            payload = bytes(self.data) + b"\0" * (-len(self.data) % 4)
            chunks += struct.pack("<II", len(payload), 0x004E4942) + payload
        path.write_bytes(struct.pack("<III", 0x46546C67, 2, 12 + len(chunks)) + chunks)
        return path


def chair(path: Path, *, side: int = 64) -> Path:
    """A chair as Rodin would send it: an Empty above one mesh, y up, about 1.9 high, its origin in the middle."""
    glb = Glb()
    color, normal, rough = (glb.picture(picture_bytes(side, seed=each)) for each in (1, 2, 3))
    material = glb.material(color=color, normal=normal, roughness=rough)
    parts = [box(0.9, 0.1, 0.8), box(0.9, 0.95, 0.1, center=(0, 0.475, -0.35))]
    parts += [box(0.1, 0.95, 0.1, center=(x, -0.475, z)) for x in (-0.4, 0.4) for z in (-0.35, 0.35)]
    count = 0
    triangles = []
    for part in parts:
        triangles.append(part.triangles + count)
        count += len(part.points)
    whole = Shape(
        numpy.concatenate([part.points for part in parts]),
        numpy.concatenate(triangles),
        numpy.concatenate([part.uvs for part in parts]),
        numpy.concatenate([part.normals for part in parts]),
    )
    child = glb.node(mesh=glb.mesh(whole, material))
    glb.node(name="world", children=[child])
    return glb.write(path)


def big_model(path: Path, *, triangles: int = 500_000, side: int = 2048) -> Path:
    """A bumpy sphere with three textures."""
    glb = Glb()
    color, normal, rough = (glb.picture(picture_bytes(side, seed=each)) for each in (1, 2, 3))
    mesh = glb.mesh(sphere(round((triangles / 4) ** 0.5)), glb.material(color=color, normal=normal, roughness=rough))
    glb.node(mesh=mesh)
    return glb.write(path)

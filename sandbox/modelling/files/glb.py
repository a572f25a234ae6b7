# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a mesh and its pictures as binary glTF 2.0, byte for byte the same each time."""

from typing import Any

from ...faults.glb_surgery import Parts, pack
from .binary import INDICES, Binary
from .corners import Corners
from .generations import Generation
from .look import Look
from .material import add_material
from .quantised import EXTENSION, squeezed, squeezed_directions, squeezed_uvs


def write_glb(corners: Corners, look: Look | None, generation: Generation, *, is_quantised: bool = False) -> bytes:
    """Return the whole file as that generation of the service writes it; without a look, bare geometry."""
    binary = Binary(with_targets=generation.by_blender or is_quantised)
    nodes = generation.nodes()
    if is_quantised:
        attributes = _quantised(corners, binary, generation, nodes[-1], with_uvs=look is not None)
    else:
        attributes = _as_floats(corners, binary, generation, with_uvs=look is not None)
    primitive = {"attributes": attributes, "indices": _indices(corners, binary, generation), "mode": 4}
    mesh: dict[str, Any] = {"name": "model", "primitives": [primitive]}
    if not generation.by_blender:
        mesh["extras"] = {"units": "meters", "from_gltf_primitive": False, "name": "model", "node": "model"}
    content: dict[str, Any] = {
        "asset": {"version": "2.0", "generator": generation.generator},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": nodes,
        "meshes": [mesh],
    }
    if is_quantised:
        content["extensionsUsed"] = content["extensionsRequired"] = [EXTENSION]
    if look is not None:
        primitive["material"] = 0
        add_material(content, look, generation, keep=binary.view)
    content |= {"accessors": binary.accessors, "bufferViews": binary.views}
    content["buffers"] = [{"byteLength": len(binary.data) + -len(binary.data) % 4}]
    return pack(Parts(content=content, binary=binary.data))


def _as_floats(corners: Corners, binary: Binary, generation: Generation, *, with_uvs: bool) -> dict[str, int]:
    attributes = {
        "POSITION": binary.accessor(generation.as_stored(corners.positions).astype("<f4"), "VEC3", bounds=True),
        "NORMAL": binary.accessor(generation.as_stored(corners.normals).astype("<f4"), "VEC3"),
    }
    if with_uvs:
        attributes["TEXCOORD_0"] = binary.accessor(corners.uvs.astype("<f4"), "VEC2")
        if generation.tangents:
            attributes["TANGENT"] = binary.accessor(corners.tangents().astype("<f4"), "VEC4")
    return attributes


def _quantised(
    corners: Corners, binary: Binary, generation: Generation, node: dict[str, Any], *, with_uvs: bool
) -> dict[str, int]:
    small = squeezed(generation.as_stored(corners.positions))
    small.put_into(node, generation)
    normals = squeezed_directions(generation.as_stored(corners.normals))
    attributes = {
        "POSITION": binary.accessor(small.places, "VEC3", bounds=True),
        "NORMAL": binary.accessor(normals, "VEC3"),
    }
    if with_uvs:
        attributes["TEXCOORD_0"] = binary.accessor(squeezed_uvs(corners.uvs), "VEC2")
    return attributes


def _indices(corners: Corners, binary: Binary, generation: Generation) -> int:
    short = generation.by_blender and len(corners.positions) < 0xFFFF
    return binary.accessor(corners.indices.astype("<u2" if short else "<u4"), "SCALAR", INDICES)

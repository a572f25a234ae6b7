# SPDX-License-Identifier: GPL-3.0-or-later
"""Contradictions that are done to a finished model."""

import struct
from collections.abc import Callable, Mapping
from typing import Any

from ..faults.glb_surgery import Parts, pack, split

_INDEX_BYTES = {5121: 1, 5123: 2, 5125: 4}


def change_models(names: tuple[str, ...], files: Mapping[str, bytes], *, kind: str) -> dict[str, bytes]:
    """Return the files of a task as the contradictions have them. :param kind: only generations are changed."""
    chosen = [CHANGES[name] for name in names if name in CHANGES and kind == "generation"]
    return {name: _changed(data, chosen) if data.startswith(b"glTF") else data for name, data in files.items()}


def _changed(glb: bytes, chosen: list[Callable[[Parts], None]]) -> bytes:
    if not chosen:
        return glb
    parts = split(glb)
    for change in chosen:
        change(parts)
    return pack(parts)


def _placed(**transform: list[float]) -> Callable[[Parts], None]:
    """Put all there is under one node with this transform."""

    def change(parts: Parts) -> None:
        nodes, scene = parts.content["nodes"], parts.content["scenes"][0]
        nodes.append({"name": "model", "children": scene["nodes"], **transform})
        scene["nodes"] = [len(nodes) - 1]

    return change


def _mix_triangles(parts: Parts) -> None:
    import numpy as np  # only this one needs it, and the service should start without it

    accessors, views = parts.content["accessors"], parts.content["bufferViews"]
    for primitive in (each for mesh in parts.content["meshes"] for each in mesh["primitives"]):
        if "indices" not in primitive:
            continue
        accessor = accessors[primitive["indices"]]
        start = views[accessor["bufferView"]].get("byteOffset", 0) + accessor.get("byteOffset", 0)
        kind = f"<u{_INDEX_BYTES[accessor['componentType']]}"
        table = np.frombuffer(parts.binary, kind, accessor["count"], start).reshape(-1, 3)
        mixed = np.random.default_rng(0).permutation(table).tobytes()
        struct.pack_into(f"{len(mixed)}s", parts.binary, start, mixed)


def _show_base_color(parts: Parts) -> None:
    for material in parts.content.get("materials", ()):
        picture = material.pop("emissiveTexture", None)
        material.pop("emissiveFactor", None)
        if picture is not None:
            surface: dict[str, Any] = material.setdefault("pbrMetallicRoughness", {})
            surface.pop("baseColorFactor", None)
            surface["baseColorTexture"] = picture


CHANGES: dict[str, Callable[[Parts], None]] = {
    "longest_side_2_5": _placed(scale=[2.5 / 1.9] * 3),
    "origin_elsewhere": _placed(translation=[3.0, 0.0, 0.0]),
    "front_backwards": _placed(rotation=[0.0, 1.0, 0.0, 0.0]),
    "quads_unpaired": _mix_triangles,
    "shaded_as_base_color": _show_base_color,
}

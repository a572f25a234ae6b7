# SPDX-License-Identifier: GPL-3.0-or-later
"""Several GLBs as one: a node for each, with its name and its place. What is equal is kept once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ...faults.glb_surgery import Parts, pack, split

SHARED = ("samplers", "images", "textures", "materials")
"""What equal entries are kept once of, in an order such that all that an entry refers to comes before it."""
REFERENCES = {
    "bufferView": "bufferViews",
    "indices": "accessors",
    "sampler": "samplers",
    "source": "images",
    "index": "textures",
    "material": "materials",
    "mesh": "meshes",
}
"""Keys whose numbers lead to entries of a list."""

Numbers = dict[str, list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A GLB with one mesh. No name: neither its node nor its mesh gets one."""

    name: str
    glb: bytes = field(repr=False)
    place: tuple[float, float, float] = (0.0, 0.0, 0.0)


def joined(pieces: Iterable[Piece]) -> bytes:
    """Return one GLB whose node "world" has the pieces as children."""
    whole = Parts(content={"asset": {"version": "2.0", "generator": "Rodin sandbox"}}, binary=bytearray())
    content = whole.content
    content |= {"scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"name": "world", "children": []}]}
    content |= {"bufferViews": [], "accessors": [], "meshes": []}
    for piece in pieces:
        content["nodes"][0]["children"].append(_add(whole, piece))
    content["buffers"] = [{"byteLength": len(whole.binary)}]
    return pack(whole)


def _add(whole: Parts, piece: Piece) -> int:
    """Add all of a piece; return the number of its node."""
    part, into = split(piece.glb), whole.content
    numbers: Numbers = {"bufferViews": [_add_view(whole, part, view) for view in part.content["bufferViews"]]}
    numbers["accessors"] = [_append(into, "accessors", _moved(entry, numbers)) for entry in part.content["accessors"]]
    for kind in SHARED:
        entries = part.content.get(kind, [])
        numbers[kind] = [_append(into, kind, _moved(entry, numbers), once=True) for entry in entries]
    for word in ("extensionsUsed", "extensionsRequired"):
        if used := {*into.get(word, ()), *part.content.get(word, ())}:
            into[word] = sorted(used)
    (mesh,) = part.content["meshes"]
    mesh_number = _append(into, "meshes", _named(_moved(mesh, numbers), piece.name))
    (node,) = [node for node in part.content["nodes"] if "mesh" in node]
    inner = _named({**node, "mesh": mesh_number}, piece.name)
    if any(piece.place) and {"matrix", "rotation", "translation"} & set(inner):
        return _append(into, "nodes", {"translation": piece.place, "children": [_append(into, "nodes", inner)]})
    return _append(into, "nodes", inner | ({"translation": piece.place} if any(piece.place) else {}))


def _add_view(whole: Parts, part: Parts, view: dict[str, Any]) -> int:
    """Add the bytes of a view, unless they are there."""
    start = view.get("byteOffset", 0)
    data = bytes(part.binary[start : start + view["byteLength"]])
    for number, other in enumerate(whole.content["bufferViews"]):
        if other["byteLength"] == len(data) and whole.binary[other["byteOffset"] :][: len(data)] == data:
            return number
    whole.binary += b"\0" * (-len(whole.binary) % 4)
    entry = {**view, "byteOffset": len(whole.binary)}
    whole.binary += data
    return _append(whole.content, "bufferViews", entry)


def _append(content: dict[str, Any], kind: str, entry: dict[str, Any], *, once: bool = False) -> int:
    entries = content.setdefault(kind, [])
    if once:
        written = json.dumps(entry, sort_keys=True)
        same = [number for number, other in enumerate(entries) if json.dumps(other, sort_keys=True) == written]
        if same:
            return int(same[0])
    entries.append(entry)
    return len(entries) - 1


def _moved(value: Any, numbers: Numbers) -> Any:
    """Return a part of the JSON with its references as they are in the whole."""
    if isinstance(value, list):
        return [_moved(each, numbers) for each in value]
    if not isinstance(value, dict):
        return value
    result = {}
    for key, each in value.items():
        if key == "attributes":
            result[key] = {name: numbers["accessors"][number] for name, number in each.items()}
        elif key in REFERENCES and isinstance(each, int):
            result[key] = numbers[REFERENCES[key]][each]
        else:
            result[key] = _moved(each, numbers)
    return result


def _named(entry: dict[str, Any], name: str) -> dict[str, Any]:
    nameless = {key: value for key, value in entry.items() if key != "name"}
    return {"name": name, **nameless} if name else nameless

# SPDX-License-Identifier: GPL-3.0-or-later
"""Models that are wrong in ways which do no harm: Blender's importer reads them, or says itself that it cannot."""

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .small_model import Change, at, changed, glb, triangle


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    """A model, and what the preparation says: a regular expression, "" where it becomes a prop."""

    make: Callable[[], bytes]
    says: str = ""


def _document(change: Change, says: str = "") -> Left:
    return Left(make=lambda: changed(change), says=says)


def _data(begin: int, values: bytes, says: str) -> Left:
    document, data = triangle()
    return Left(make=lambda: glb(document, data[:begin] + values + data[begin + len(values) :]), says=says)


def _sparse(document: dict[str, Any]) -> None:
    document["accessors"][0]["sparse"] = {
        "count": 1_000_000,
        "indices": {"bufferView": 1, "componentType": 5123},
        "values": {"bufferView": 0},
    }


def _packed(**values: Any) -> Change:
    """Compressed vertices, with numbers as they may not be."""
    packed = {"buffer": 0, "byteLength": 36, "byteStride": 12, "count": 3, "mode": "ATTRIBUTES"} | values
    return lambda document: at(document, "bufferViews", 0, "extensions", to={"EXT_meshopt_compression": packed})


_UNREADABLE = "Blender's importer cannot read it"

LEFT_TO_THE_IMPORTER: dict[str, Left] = {
    "a view past the end": _document(lambda d: at(d, "bufferViews", 0, "byteLength", to=9_999_999)),
    "a buffer past the end": _document(lambda d: at(d, "buffers", 0, "byteLength", to=9_999_999)),
    "an accessor past its view": _document(lambda d: at(d, "accessors", 0, "byteOffset", to=9_999), _UNREADABLE),
    "a sparse accessor past its views": _document(_sparse, _UNREADABLE),
    "no positions": _document(lambda d: at(d, "meshes", 0, "primitives", 0, "attributes", to={}), "no surface"),
    "a stride that goes backwards": _document(lambda d: at(d, "bufferViews", 0, "byteStride", to=-12)),
    **{
        f"compressed with {values}": _document(_packed(**values), "wrongly how its data is compressed")
        for values in (
            {"count": -3, "byteStride": -12},
            {"count": -3},
            {"byteStride": 260},
            {"byteStride": 6},
            {"byteStride": 4, "filter": "QUATERNION"},
            {"byteStride": 12, "filter": "OCTAHEDRAL"},
            {"byteStride": 8, "mode": "INDICES"},
            {"count": 4, "byteStride": 2, "mode": "TRIANGLES"},
        )
    },
    "a second buffer": _document(lambda d: d["buffers"].append({"byteLength": 4})),
    "a wrong extent": _document(lambda d: at(d, "accessors", 0, "max", to=[0, 0, 0])),
    "an unknown extension": _document(lambda d: at(d, "extensionsRequired", to=["EXT_anything"]), "EXT_anything"),
    "a texture without its picture": _document(lambda d: at(d, "textures", 0, "source", to=3)),
    "a material without its texture": _document(lambda d: at(d, "textures", to=[])),
    "a picture without data": _document(lambda d: d["images"][0].pop("bufferView")),
    "a picture that is none": _document(lambda d: at(d, "images", 0, "bufferView", to=0)),
    "a place past the last point": _data(36, struct.pack("<3H", 0, 1, 3), _UNREADABLE),
    "a point far away": _data(0, struct.pack("<f", 1e30), "too big"),
    # Blender puts these where the origin is.
    "a point that is no number": _data(0, struct.pack("<f", math.nan), ""),
    "a point at infinity": _data(0, struct.pack("<f", -math.inf), ""),
}

# SPDX-License-Identifier: GPL-3.0-or-later
"""The binary chunk of a GLB as it grows, and the entries that say what lies where in it."""

from typing import Any

from ..arrays import Array

VERTICES, INDICES = 34962, 34963
_COMPONENTS = {"int8": 5120, "int16": 5122, "uint16": 5123, "uint32": 5125, "float32": 5126}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


class Binary:
    """The bytes, the buffer views and the accessors. `with_targets` says in each view what a graphics card does."""

    def __init__(self, *, with_targets: bool) -> None:
        self.data = bytearray()
        self.views: list[dict[str, Any]] = []
        self.accessors: list[dict[str, Any]] = []
        self._with_targets = with_targets

    def view(self, data: bytes, target: int | None = None) -> int:
        """Keep bytes; return the number of their view."""
        self.data += b"\0" * (-len(self.data) % 4)
        entry: dict[str, Any] = {"buffer": 0, "byteOffset": len(self.data), "byteLength": len(data)}
        if target is not None and self._with_targets:
            entry["target"] = target
        self.data += data
        self.views.append(entry)
        return len(self.views) - 1

    def accessor(self, array: Array, kind: str, target: int = VERTICES, *, bounds: bool = False) -> int:
        """Keep rows of numbers, which may be wider than their kind; return the number of their accessor.

        Whole numbers of vertices stand for fractions.
        """
        used = array.reshape(len(array), -1)[:, : _WIDTHS[kind]]
        entry: dict[str, Any] = {
            "bufferView": self.view(array.tobytes(), target),
            "componentType": _COMPONENTS[array.dtype.name],
            "count": len(array),
            "type": kind,
        }
        if array.dtype.kind != "f" and target == VERTICES:
            entry["normalized"] = True
            self.views[-1]["byteStride"] = array.strides[0]
        if bounds:
            entry["min"], entry["max"] = used.min(axis=0).tolist(), used.max(axis=0).tolist()
        self.accessors.append(entry)
        return len(self.accessors) - 1

# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds models that are odd on purpose: what `glb_files` writes, and what it would never write."""

import base64
import json
import struct
from typing import Any

from glb_files import Glb, Shape, box

_JSON, _BIN = 0x4E4F534A, 0x004E4942


class Model(Glb):
    """A glTF document that can be bent.

    :param shift: every buffer view begins so many bytes behind a multiple of four.
    """

    def __init__(self, *, shift: int = 0) -> None:
        super().__init__()
        self.shift = shift

    def _view(self, payload: bytes) -> int:
        self.data.extend(b"\0" * (-len(self.data) % 4 + self.shift))
        view = {"buffer": 0, "byteOffset": len(self.data), "byteLength": len(payload)}
        self.data.extend(payload)
        return self._add("bufferViews", view)

    def raw(self, payload: bytes, *, count: int, kind: str, component: int, **values: Any) -> int:
        """Add an accessor of any kind of number."""
        view = {"bufferView": self._view(payload)}
        return self._add("accessors", {**view, "componentType": component, "count": count, "type": kind, **values})

    def floats(self, *rows: tuple[float, ...], kind: str) -> int:
        """Add an accessor of floats."""
        data = b"".join(struct.pack(f"<{len(row)}f", *row) for row in rows)
        return self.raw(data, count=len(rows), kind=kind, component=5126)

    def image(self, payload: bytes, mime: str = "image/png") -> int:
        """Add a picture without a texture."""
        return self._add("images", {"bufferView": self._view(payload), "mimeType": mime})

    def texture(self, **values: Any) -> int:
        """Add a texture."""
        return self._add("textures", values)

    def chair(self, material: int | None = None, *, shape: Shape | None = None, **node: Any) -> int:
        """Add what stands for a chair: a box 1 wide, 2 high and 0.6 deep."""
        return self.node(mesh=self.mesh(shape or box(1.0, 2.0, 0.6), material), **node)

    @property
    def primitive(self) -> dict[str, Any]:
        """The first primitive of the first mesh."""
        found: dict[str, Any] = self.root["meshes"][0]["primitives"][0]
        return found

    def roots(self) -> list[int]:
        """All nodes that are nobody's children."""
        nodes = self.root.get("nodes", [])
        children = {child for node in nodes for child in node.get("children", ())}
        return [index for index in range(len(nodes)) if index not in children]

    def pack(self, *, scenes: list[list[int]] | None = None, padded: bool = True, text: bytes | None = None) -> bytes:
        """Pack it into a GLB.

        :param scenes: the nodes of each; None for one with all roots, [] to leave the scenes as they are.
        :param padded: fill up the chunks to a multiple of four.
        """
        if scenes != []:
            self.root["scenes"] = [{"nodes": nodes} for nodes in (scenes or [self.roots()])]
        if self.data:
            self.root.setdefault("buffers", [{"byteLength": len(self.data)}])
        chunks = chunk(_JSON, text or json.dumps(self.root).encode(), filler=b" " if padded else b"")
        if self.data:
            chunks += chunk(_BIN, bytes(self.data), filler=b"\0" if padded else b"")
        return container(chunks)


def chunk(kind: int, payload: bytes, *, filler: bytes) -> bytes:
    """Return a chunk of a GLB."""
    payload += filler * (-len(payload) % 4)
    return struct.pack("<II", len(payload), kind) + payload


def container(chunks: bytes, *, version: int = 2) -> bytes:
    """Return a GLB around its chunks."""
    return struct.pack("<4sII", b"glTF", version, 12 + len(chunks)) + chunks


def data_uri(payload: bytes, mime: str) -> str:
    """Return a link that holds its data."""
    return f"data:{mime};base64,{base64.b64encode(payload).decode()}"

# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks whether a GLB may be given to Blender. Standard library only.

The file comes from the network and is not trusted: its container, its JSON, its links, its pictures' sizes and how much
it would become are checked before any importer sees it. The binary part is not read.
"""

import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ...api.errors import ModelDamaged, ModelRefused
from .document import Document
from .images import check_images
from .limits import GlbLimits, refuse

_MAGIC = b"glTF"
_JSON_CHUNK = 0x4E4F534A
_BIN_CHUNK = 0x004E4942
_HEADER = struct.Struct("<4sII")
_CHUNK = struct.Struct("<II")


@dataclass(frozen=True, slots=True, kw_only=True)
class GlbFacts:
    """What a checked model holds."""

    size_bytes: int
    triangles: int
    """Of all that the default scene shows: a mesh used by two nodes counts twice."""
    vertices: int
    nodes: int
    pictures: int
    largest_picture_pixels: int
    """Longest side of any picture, 0 without pictures."""


def check_glb(path: Path, *, limits: GlbLimits | None = None) -> GlbFacts:
    """Check a model before anything else touches it.

    :raises ModelDamaged: it is not as it was sent; another download may be.
    :raises ModelDoubtful: it may be too much for this computer, but not for a process with bounds.
    :raises ModelRefused: nothing may see it, or nothing can read it.
    """
    limits = limits or GlbLimits()
    try:
        with path.open("rb") as file:
            size_bytes = file.seek(0, 2)
            text, bin_begin, bin_bytes = _chunks(file, size_bytes, limits)
            document = Document(_parse(text, limits), limits=limits)
            document.check()
            pictures = check_images(document, (file, bin_begin, bin_bytes))
    except OSError as error:
        raise ModelDamaged("it cannot be read") from error
    except (RecursionError, MemoryError):
        refuse("it is built to exhaust this computer")
    return GlbFacts(
        size_bytes=size_bytes,
        triangles=document.triangles,
        vertices=document.vertices,
        nodes=len(document.nodes),
        pictures=len(document.images),
        largest_picture_pixels=max((max(sides) for sides in pictures), default=0),
    )


def _chunks(file: BinaryIO, size_bytes: int, limits: GlbLimits) -> tuple[bytes, int, int]:
    """Return the JSON, and where the binary part begins and how long it is."""
    if size_bytes > limits.size_bytes:
        refuse("it is too large")
    file.seek(0)
    header = file.read(_HEADER.size)
    if header.lstrip().startswith(b"{"):
        raise ModelRefused("it is glTF as text, which comes without its data")
    if len(header) < _HEADER.size or header[:4] != _MAGIC:
        raise ModelDamaged("it is not a GLB file")
    _, version, length = _HEADER.unpack(header)
    if version != 2:
        raise ModelRefused("its GLB version is unknown")
    if length != size_bytes:
        raise ModelDamaged("it is cut short" if length > size_bytes else "it is longer than it says")
    text: bytes | None = None
    bin_part = (size_bytes, 0)
    while len(head := file.read(_CHUNK.size)) == _CHUNK.size:
        chunk_bytes, kind = _CHUNK.unpack(head)
        begin = file.tell()
        if begin + chunk_bytes > size_bytes:
            raise ModelDamaged("one of its parts does not fit")
        if text is None:
            if kind != _JSON_CHUNK or not 0 < chunk_bytes <= limits.json_bytes:
                refuse("its description is missing or too large")
            text = file.read(chunk_bytes)
        elif kind == _JSON_CHUNK or (kind == _BIN_CHUNK and bin_part[1]):
            refuse("it has two parts where one belongs")
        elif kind == _BIN_CHUNK:
            bin_part = (begin, chunk_bytes)
        file.seek(begin + chunk_bytes)
    if text is None:
        raise ModelDamaged("its description is missing or cut short")
    return text, *bin_part


def _parse(text: bytes, limits: GlbLimits) -> dict[str, object]:
    if text.count(b",") > limits.json_values:
        refuse("its description is missing or too large")
    try:
        root = json.loads(text.rstrip(b" \0").decode("utf-8-sig"), parse_int=_parse_int)
    except ValueError as error:
        raise ModelRefused("its description cannot be read") from error
    if not isinstance(root, dict):
        raise ModelRefused("its description cannot be read")
    return root


def _parse_int(text: str) -> int | float:
    return int(text) if len(text) <= 20 else float(text)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks whether a GLB may be given to Blender. Standard library only.

The file comes from the network and is not trusted: its container, its JSON, its references, its pictures' sizes and
its geometry are checked before any importer sees it. The binary part is read in pieces, never as a whole.
"""

import json
import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from ...api.errors import ModelRefused
from .data import check_geometry
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
    """Of all nodes: a mesh used by two nodes counts twice."""
    vertices: int
    nodes: int
    pictures: int
    largest_picture_pixels: int
    """Longest side of any picture, 0 without pictures."""


def check_glb(path: Path, *, limits: GlbLimits | None = None) -> GlbFacts:
    """Check a model before anything else touches it.

    :raises ModelRefused: for a broken or hostile one; the reason says what is wrong.
    """
    limits = limits or GlbLimits()
    try:
        with path.open("rb") as file:
            size_bytes = file.seek(0, 2)
            text, bin_offset, bin_bytes = _chunks(file, size_bytes, limits)
            document = Document(_parse(text), limits=limits, bin_bytes=bin_bytes)
            document.check()
            pictures = check_images(file, document, bin_offset)
            check_geometry(file, document, bin_offset)
    except OSError as error:
        raise ModelRefused("it cannot be read") from error
    except (RecursionError, MemoryError) as error:
        raise ModelRefused("it is built to exhaust this computer") from error
    return GlbFacts(
        size_bytes=size_bytes,
        triangles=document.triangles,
        vertices=document.vertices,
        nodes=len(document.nodes),
        pictures=len(pictures),
        largest_picture_pixels=max((max(sides) for sides in pictures), default=0),
    )


def _chunks(file: BinaryIO, size_bytes: int, limits: GlbLimits) -> tuple[bytes, int, int]:
    """Return the JSON, and where the binary part begins and how long it is."""
    if size_bytes > limits.size_bytes:
        refuse("it is too large")
    file.seek(0)
    header = file.read(_HEADER.size)
    if len(header) < _HEADER.size or header[:4] != _MAGIC:
        refuse("it is not a GLB file")
    _, version, length = _HEADER.unpack(header)
    if version != 2:
        refuse("its GLB version is unknown")
    if length != size_bytes:
        refuse("it is cut short" if length > size_bytes else "it is longer than it says")
    text: bytes | None = None
    bin_part = (0, 0)
    offset = _HEADER.size
    while offset < size_bytes:
        head = file.read(_CHUNK.size)
        if len(head) < _CHUNK.size:
            refuse("it is cut short")
        chunk_bytes, kind = _CHUNK.unpack(head)
        begin, offset = offset + _CHUNK.size, offset + _CHUNK.size + chunk_bytes
        if offset > size_bytes or chunk_bytes % 4:
            refuse("one of its parts does not fit")
        if text is None:
            if kind != _JSON_CHUNK or not 0 < chunk_bytes <= limits.json_bytes:
                refuse("its description is missing or too large")
            text = file.read(chunk_bytes)
        elif kind == _JSON_CHUNK or (kind == _BIN_CHUNK and bin_part[0]):
            refuse("it has two parts where one belongs")
        elif kind == _BIN_CHUNK:
            bin_part = (begin, chunk_bytes)
        file.seek(offset)
    if text is None:
        refuse("its description is missing or too large")
    return text, *bin_part


def _parse(text: bytes) -> dict[str, object]:
    try:
        root = json.loads(
            text.decode("utf-8"), parse_constant=_refuse_constant, parse_float=_parse_float, parse_int=_parse_int
        )
    except ValueError as error:
        raise ModelRefused("its description cannot be read") from error
    if not isinstance(root, dict):
        refuse("its description cannot be read")
    return root


def _refuse_constant(word: str) -> NoReturn:
    refuse(f"it holds {word} where a number belongs")


def _parse_float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or abs(value) > 1e30:
        refuse("it holds an impossible number")
    return value


def _parse_int(text: str) -> int:
    if len(text) > 20:
        refuse("it holds an impossible number")
    return int(text)

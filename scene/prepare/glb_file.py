# SPDX-License-Identifier: GPL-3.0-or-later
"""The two parts of a GLB: its description, read leniently, and the rest, which is never held in memory."""

from __future__ import annotations

import json
import shutil
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import ModelBroken

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = struct.Struct("<4sIIII")
_JSON_CHUNK = 0x4E4F534A
_LONGEST_INTEGER = 20
"""Digits; longer ones would be no number for Blender."""


@dataclass(frozen=True, slots=True)
class GlbFile:
    """A GLB on the disk."""

    path: Path
    text: bytes
    """Its description without what fills it up."""
    is_plain: bool
    """Nothing but blanks fills it up."""
    rest: int
    """Where what follows the description begins."""

    @classmethod
    def read(cls, path: Path) -> GlbFile:
        """Read the description. :raises ModelBroken: there is none."""
        with path.open("rb") as file:
            head = file.read(_HEAD.size)
            if len(head) < _HEAD.size:
                raise ModelBroken("it is cut short")
            *_, length, kind = _HEAD.unpack(head)
            if kind != _JSON_CHUNK:
                raise ModelBroken("its description is missing")
            raw = file.read(length).rstrip(b" ")
        text = raw.rstrip(b" \0").removeprefix(b"\xef\xbb\xbf")
        return cls(path, text, text == raw, _HEAD.size + length)

    def parse(self) -> dict[str, Any]:
        """Return the description as values of its own; what is no number in JSON is infinite or none.

        :raises ModelBroken: it cannot be read.
        """
        try:
            root = json.loads(self.text, parse_int=_whole)
        except (ValueError, RecursionError) as error:
            raise ModelBroken("its description cannot be read") from error
        if not isinstance(root, dict):
            raise ModelBroken("its description cannot be read")
        return root

    def write_with(self, root: dict[str, Any], to: Path) -> None:
        """Write a copy with another description. :raises OSError:"""
        text = json.dumps(root, separators=(",", ":"), allow_nan=False).encode()
        text += b" " * (-len(text) % 4)
        size = _HEAD.size + len(text) + self.path.stat().st_size - self.rest
        with self.path.open("rb") as source, to.open("wb") as target:
            target.write(_HEAD.pack(b"glTF", 2, size, len(text), _JSON_CHUNK))
            target.write(text)
            source.seek(self.rest)
            shutil.copyfileobj(source, target, 1 << 20)


def _whole(text: str) -> int | float:
    return int(text) if len(text) <= _LONGEST_INTEGER else float(text)

# SPDX-License-Identifier: GPL-3.0-or-later
"""How a data-block is named in one Blender so that another one, with a copy of it, finds it again."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import ID, Object


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class DataKey:
    """Name and library of a data-block; the code that holds the key knows its kind."""

    name: str
    library: str = ""
    """Absolute path of the .blend file that it is linked from; empty for a local one."""

    @classmethod
    def of(cls, data_block: ID) -> DataKey:
        """Return the key of a data-block of the open file."""
        library = data_block.library
        return cls(name=data_block.name, library="" if library is None else _absolute(library.filepath))

    @classmethod
    def from_json(cls, values: dict[str, Any] | None) -> DataKey | None:
        """Read it back; None stays None."""
        return None if values is None else cls(**values)


def index_of(data_blocks: Iterable[ID]) -> dict[DataKey, ID]:
    """Return data-blocks of one kind by their keys."""
    return {DataKey.of(data_block): data_block for data_block in data_blocks}


def object_of(key: DataKey) -> Object | None:
    """Return the open file's object of this key. Only one from a library has to be searched for."""
    if key.library:
        return next((each for each in bpy.data.objects if each.library and DataKey.of(each) == key), None)
    local: Any = (key.name, None)
    return bpy.data.objects.get(local)


def linked_data_blocks() -> set[ID]:
    """Return all linked data-blocks of the open file; quick where there is no library."""
    if not bpy.data.libraries:
        return set()
    return {data_block for data_block in bpy.data.user_map() if data_block.library is not None}


def _absolute(path: str) -> str:
    return Path(os.path.normpath(bpy.path.abspath(path))).as_posix()

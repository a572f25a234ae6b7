# SPDX-License-Identifier: GPL-3.0-or-later
"""Drivers that work where the artist is, and not in the copy: they call functions that only that Blender has. bpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from .keys import DataKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bpy.types import ID


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenDriver:
    """A driver that could not be evaluated."""

    key: DataKey
    """Of the data-block that it belongs to."""
    id_type: str
    """The data-block's type, such as MATERIAL."""
    in_node_tree: bool
    """It belongs to the node tree inside that data-block."""
    data_path: str
    index: int

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> BrokenDriver:
        """Read it back."""
        return cls(**values | {"key": DataKey(**values["key"])})


def broken_drivers() -> tuple[BrokenDriver, ...]:
    """All drivers of the open file that Blender has given up."""
    return tuple(each for data_block in bpy.data.user_map() for each in _broken_in(data_block))


def working_here(broken: Iterable[BrokenDriver]) -> list[str]:
    """Names of the data-blocks whose drivers are broken elsewhere and work in this Blender."""
    broken = set(broken)
    if not broken:
        return []
    here = bpy.data.user_map(key_types={each.id_type for each in broken})
    keys = {(each.key, each.id_type) for each in broken}
    there = {each for each in here if (DataKey.of(each), each.id_type) in keys}
    broken_too = {each for data_block in there for each in _broken_in(data_block)}
    return sorted({each.key.name for each in broken - broken_too})


def _broken_in(data_block: ID) -> Iterator[BrokenDriver]:
    for holder in (data_block, getattr(data_block, "node_tree", None)):
        animation: Any = getattr(holder, "animation_data", None)
        for curve in animation.drivers if animation is not None else ():
            if not curve.driver.is_valid:
                yield BrokenDriver(
                    key=DataKey.of(data_block),
                    id_type=data_block.id_type,
                    in_node_tree=holder is not data_block,
                    data_path=curve.data_path,
                    index=curve.array_index,
                )

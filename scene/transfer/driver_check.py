# SPDX-License-Identifier: GPL-3.0-or-later
"""Drivers that work in the artist's Blender, but not in the copy: they call functions that only that Blender has."""

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
    """Return all drivers of the open file that Blender could not evaluate."""
    return tuple(driver for data_block in bpy.data.user_map() for driver in _broken_in(data_block))


def working_here(broken: Iterable[BrokenDriver]) -> list[str]:
    """Return the names of the data-blocks whose drivers are broken elsewhere and work in this Blender."""
    broken = set(broken)
    if not broken:
        return []
    candidates = bpy.data.user_map(key_types={driver.id_type for driver in broken})
    keys = {(driver.key, driver.id_type) for driver in broken}
    owners = {data_block for data_block in candidates if (DataKey.of(data_block), data_block.id_type) in keys}
    broken_here = {driver for data_block in owners for driver in _broken_in(data_block)}
    return sorted({driver.key.name for driver in broken - broken_here})


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

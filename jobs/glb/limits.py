# SPDX-License-Identifier: GPL-3.0-or-later
"""How large a model may be, and how its values are refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from ...api.errors import ModelRefused

FARTHEST = 1e15
"""No point of a prop is farther away."""

PIXELS_PER_BYTE = 200
"""Pictures hold fewer, unless they are nearly empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlbLimits:
    """A model beyond one of these is refused; a usual prop stays far below."""

    size_bytes: int = 2 << 30
    json_bytes: int = 8 << 20
    """Parsed, JSON takes some twenty times its size in memory."""
    triangles: int = 10_000_000
    vertices: int = 30_000_000
    unstored_bytes: int = 64 << 20
    """What accessors may promise without any data behind them."""
    items: int = 100_000
    """Of each kind: accessors, buffer views, materials and the like."""
    nodes: int = 20_000
    primitives: int = 20_000
    node_depth: int = 100
    nesting: int = 64
    pictures: int = 256
    picture_side: int = 16_384
    picture_pixels: int = 400_000_000
    """Of all pictures together."""
    unstored_pixels: int = 100_000_000
    """Of all pictures together, beyond ``PIXELS_PER_BYTE``: a huge picture of one colour is a small file that takes
    gigabytes of memory."""


def refuse(reason: str) -> NoReturn:
    """Raise ModelRefused. :param reason: middle of the sentence, such as "it names a file outside itself"."""
    raise ModelRefused(reason)


def whole(value: Any, where: str) -> int:
    """Return a whole number of at least 0. :raises ModelRefused: for anything else."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ModelRefused(f"it is inconsistent ({where})")


def index(value: Any, items: Sequence[object], where: str) -> int:
    """Return a reference if it is the index of an item. :raises ModelRefused: if it is not."""
    number = whole(value, where)
    if number >= len(items):
        refuse(f"it is inconsistent ({where})")
    return number


def sequence(value: Any, where: str, *, limit: int) -> list[Any]:
    """Return a list. :raises ModelRefused: for anything else, and for one that is too long."""
    if not isinstance(value, list):
        raise ModelRefused(f"it is inconsistent ({where})")
    if len(value) > limit:
        refuse(f"it has far too many {where}")
    return value

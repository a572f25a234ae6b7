# SPDX-License-Identifier: GPL-3.0-or-later
"""How large a model may be, and how its values are refused."""

from dataclasses import dataclass
from typing import Any, NoReturn

from ...api.errors import ModelDoubtful

FARTHEST = 1e15
"""No part of a prop is farther away."""

PIXELS_PER_BYTE = 200
"""Pictures hold fewer, unless they are nearly empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlbLimits:
    """A model beyond one of these is refused; a usual prop stays far below."""

    size_bytes: int = 2 << 30
    json_bytes: int = 64 << 20
    """Most of so much is data: links."""
    json_values: int = 4_000_000
    """Each takes some forty bytes of memory."""
    triangles: int = 10_000_000
    """Of all that the default scene shows."""
    vertices: int = 30_000_000
    unstored_bytes: int = 64 << 20
    """What accessors may promise without any data behind them."""
    items: int = 100_000
    """Of each kind: accessors, buffer views and the like."""
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
    unknown_sizes: bool = True
    """It may hold compressed geometry, and pictures whose size cannot be read here."""


IN_THE_OPEN = GlbLimits(
    size_bytes=512 << 20,
    triangles=2_000_000,
    vertices=6_000_000,
    nodes=2_000,
    primitives=2_000,
    picture_pixels=150_000_000,
    unstored_pixels=50_000_000,
    unknown_sizes=False,
)
"""For a model that the artist's own Blender imports: nothing bounds how much time and memory that takes."""


class NoSurface(ModelDoubtful):
    """There is nothing to be seen."""

    def __init__(self) -> None:
        super().__init__("it holds no surface")


def refuse(reason: str) -> NoReturn:
    """Raise ModelDoubtful. :param reason: middle of the sentence, such as "it is nested too deeply"."""
    raise ModelDoubtful(reason)


def whole(value: Any, where: str) -> int:
    """Return a whole number of at least 0; nothing is 0. :raises ModelDoubtful: for anything else."""
    if value is None:
        return 0
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ModelDoubtful(f"it is inconsistent ({where})")


def sequence(value: Any, where: str, *, limit: int) -> list[Any]:
    """Return a list; nothing is an empty one. :raises ModelDoubtful: for anything else, and for one too long."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise ModelDoubtful(f"it is inconsistent ({where})")
    if len(value) > limit:
        refuse(f"it has far too many elements ({where})")
    return value

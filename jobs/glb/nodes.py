# SPDX-License-Identifier: GPL-3.0-or-later
"""The nodes of a GLB: no circles, limited depth, finite places."""

from collections.abc import Mapping, Sequence
from typing import Any

from .limits import FARTHEST, index, refuse, sequence

_CIRCLE = "its parts hang together in a circle or too deeply"
_SIZES = (("matrix", 16), ("rotation", 4), ("translation", 3), ("scale", 3))


def check_nodes(nodes: Sequence[Mapping[str, Any]], meshes: Sequence[object], *, max_depth: int) -> None:
    """Check places and hierarchy. :raises ModelRefused: for circles, second parents, too much depth and the like."""
    parents: dict[int, int] = {}
    for number, node in enumerate(nodes):
        for child in sequence(node.get("children", []), "nodes", limit=len(nodes)):
            if index(child, nodes, "nodes") in parents:
                refuse(_CIRCLE)
            parents[child] = number
        if "mesh" in node:
            index(node["mesh"], meshes, "nodes")
        for name, size in _SIZES:
            if name in node:
                _check_numbers(node[name], size)
    _check_depth(len(nodes), parents, max_depth)


def _check_numbers(value: Any, size: int) -> None:
    """Check a vector; what is infinite was refused when the text was parsed."""
    numbers = sequence(value, "nodes", limit=size)
    if len(numbers) != size or not all(isinstance(item, int | float) and abs(item) < FARTHEST for item in numbers):
        refuse("its parts stand at impossible places")


def _check_depth(count: int, parents: Mapping[int, int], max_depth: int) -> None:
    depths: dict[int, int] = {}
    for number in range(count):
        chain: list[int] = []
        at: int | None = number
        while at is not None and at not in depths:
            chain.append(at)
            if len(chain) > max_depth:
                refuse(_CIRCLE)
            at = parents.get(at)
        depth = 0 if at is None else depths[at]
        for member in reversed(chain):
            depth += 1
            depths[member] = depth
        if depth > max_depth:
            refuse(_CIRCLE)

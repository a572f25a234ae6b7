# SPDX-License-Identifier: GPL-3.0-or-later
"""The nodes of a GLB: no circles, limited depth, finite places; and which of them the default scene shows."""

from collections.abc import Mapping, Sequence
from typing import Any

from .limits import FARTHEST, refuse, sequence, whole

_CIRCLE = "its parts hang together in a circle or too deeply"
_SIZES = (("matrix", 16), ("rotation", 4), ("translation", 3), ("scale", 3))

Node = Mapping[str, Any]


def shown_nodes(root: Mapping[str, Any], nodes: Sequence[Node], *, max_depth: int) -> list[Node]:
    """Check all nodes and return those of the default scene, or all where there is no scene.

    :raises ModelDoubtful: for circles, second parents, too much depth and impossible places.
    """
    children = [_children(node, len(nodes)) for node in nodes]
    parented = [child for each in children for child in each]
    if len(set(parented)) < len(parented):
        refuse(_CIRCLE)
    roots = set(range(len(nodes))).difference(parented)
    # What hangs in a circle hangs under no root.
    if len(_below(roots, children, max_depth=max_depth)) < len(nodes):
        refuse(_CIRCLE)
    for node in nodes:
        _check_place(node)
    scenes = sequence(root.get("scenes"), "scenes", limit=len(nodes) + 1_000)
    if not scenes:
        return list(nodes)
    number = whole(root.get("scene"), "scene")
    scene = scenes[number if number < len(scenes) else 0]
    listed = sequence(scene.get("nodes") if isinstance(scene, Mapping) else None, "scenes", limit=len(nodes))
    tops = {top for each in listed if (top := whole(each, "scenes")) < len(nodes)}
    return [nodes[shown] for shown in _below(tops, children, max_depth=max_depth)]


def _children(node: Node, count: int) -> list[int]:
    children = [whole(child, "nodes") for child in sequence(node.get("children"), "nodes", limit=count)]
    if any(child >= count for child in children):
        refuse("it is inconsistent (nodes)")
    return children


def _below(tops: set[int], children: Sequence[Sequence[int]], *, max_depth: int) -> set[int]:
    """Return these nodes and all below them."""
    found, level, depth = set(tops), tops, 0
    while level := {child for node in level for child in children[node]}:
        depth += 1
        if depth >= max_depth:
            refuse(_CIRCLE)
        found |= level
    return found


def _check_place(node: Node) -> None:
    for name, size in _SIZES:
        numbers = sequence(node.get(name), "nodes", limit=size)
        if numbers and not (
            len(numbers) == size and all(isinstance(each, int | float) and abs(each) < FARTHEST for each in numbers)
        ):
            refuse("its parts stand at impossible places")

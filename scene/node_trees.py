# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks through node trees. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import NodeTree


def nodes_within(tree: NodeTree) -> Iterator[Any]:
    """Yield the nodes of a tree and of the groups in it, each group once; muted nodes do nothing and are left out."""
    waiting, seen = [tree], {tree}
    while waiting:
        for node in waiting.pop().nodes:
            if node.mute:
                continue
            yield node
            group: Any = getattr(node, "node_tree", None)
            if group is not None and group not in seen:
                seen.add(group)
                waiting.append(group)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects of a view layer a render shows. bpy; changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpy.types import Object, ViewLayer


def renderable_objects(view_layer: ViewLayer) -> set[Object]:
    """The objects that a render of this view layer shows or is lit by."""
    found: set[Object] = set()
    waiting = [view_layer.layer_collection]
    while waiting:
        layer = waiting.pop()
        if layer.collection.hide_render:
            continue
        waiting.extend(layer.children)
        if not layer.exclude:
            found.update(each for each in layer.collection.objects if not each.hide_render)
    return found

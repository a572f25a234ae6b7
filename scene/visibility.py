# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects of a view layer a render shows. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpy.types import Object, ViewLayer


def renderable_objects(view_layer: ViewLayer) -> set[Object]:
    """Return the objects that a render of this view layer shows or is lit by."""
    objects: set[Object] = set()
    waiting = [view_layer.layer_collection]
    while waiting:
        layer = waiting.pop()
        if layer.collection.hide_render:
            continue
        waiting.extend(layer.children)
        if not layer.exclude:
            objects.update(object_ for object_ in layer.collection.objects if not object_.hide_render)
    return objects

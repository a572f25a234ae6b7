# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects of a view layer a render shows, and which an artist sees as things. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .node_trees import materials_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Material, Object, SpaceView3D, ViewLayer


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


def is_seen(target: Object, view_layer: ViewLayer, *, viewport: SpaceView3D | None = None) -> bool:
    """Say whether an artist sees an object as a thing: in the viewport and in a render, with its surface.

    :param viewport: what hides other objects in a local view.
    """
    if target.hide_render or not target.visible_camera or not _has_surface(target):
        return False
    local = viewport if viewport is not None and viewport.local_view is not None else None
    if target.name in view_layer.objects and not target.visible_get(view_layer=view_layer, viewport=local):
        return False
    return not target.holdout_get(view_layer=view_layer)


def _has_surface(target: Object) -> bool:
    """Say whether it looks like what it is: no helper that is drawn as lines, no hole, no catcher, no fog's border."""
    if target.display_type in {"WIRE", "BOUNDS"} or target.is_holdout or target.is_shadow_catcher:
        return False
    if any(isinstance(each, bpy.types.FluidModifier) and each.fluid_type == "DOMAIN" for each in target.modifiers):
        return False
    materials = materials_of([target])
    return not materials or not all(map(_is_volume_alone, materials))


def _is_volume_alone(material: Material) -> bool:
    tree = material.node_tree
    if tree is None:
        return False
    outputs = [node for node in tree.nodes if isinstance(node, bpy.types.ShaderNodeOutputMaterial)]
    return bool(outputs) and all(
        node.inputs["Volume"].is_linked and not node.inputs["Surface"].is_linked for node in outputs
    )


def seen_objects(
    objects: Iterable[Object], view_layer: ViewLayer, *, viewport: SpaceView3D | None = None
) -> list[Object]:
    """Return those of the objects that an artist sees as things."""
    rendered = renderable_objects(view_layer)
    return [each for each in objects if each in rendered and is_seen(each, view_layer, viewport=viewport)]


def with_families(objects: Iterable[Object], view_layer: ViewLayer) -> set[Object]:
    """Return the objects and, of metaballs, those that form one surface with them: the first parts of names agree."""
    given = set(objects)
    families = {each.name.partition(".")[0] for each in given if each.type == "META"}
    if not families:
        return given
    return given | {
        each for each in view_layer.objects if each.type == "META" and each.name.partition(".")[0] in families
    }

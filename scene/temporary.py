# SPDX-License-Identifier: GPL-3.0-or-later
"""Data-blocks that live for one picture: a linked copy of a scene, and what is put into it. bpy, main thread.

They carry a mark, so that those which an undo brings back can be found and removed, and they are runtime data, so
that a file saved meanwhile does not hold them.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bpy.types import ID, Collection, Object, Scene, ViewLayer

MARK = "rodin_props_temporary"
_KINDS = ("scenes", "collections", "objects", "cameras", "images")
_live: set[str] = set()


def new_token() -> str:
    """A mark of one picture's data-blocks; `forget_token` when they are gone."""
    token = secrets.token_hex(8)
    _live.add(token)
    return token


def mark(data_block: ID, token: str) -> None:
    """Make a data-block temporary."""
    data_block[MARK] = token
    data_block.is_runtime_data = True


def _marked(tokens_wanted: Iterable[str] | None, live: frozenset[str]) -> Iterator[tuple[str, ID]]:
    for kind in _KINDS:
        for each in getattr(bpy.data, kind):
            token = each.get(MARK)
            if token is not None and (token not in live if tokens_wanted is None else token in tokens_wanted):
                yield kind, each


def marked_scene(token: str) -> Scene | None:
    """The scene with this mark, while it exists (an undo or another file may have taken it)."""
    return next((scene for scene in bpy.data.scenes if scene.get(MARK) == token), None)


def remove_marked(token: str) -> None:
    """Remove all data-blocks of one picture. Not while they are being rendered."""
    _remove(list(_marked((token,), frozenset())))
    _live.discard(token)


def remove_leftovers() -> int:
    """Remove what an undo or redo brought back after its picture was done; returns how many data-blocks."""
    found = list(_marked(None, frozenset(_live)))
    _remove(found)
    return len(found)


def _remove(found: list[tuple[str, ID]]) -> None:
    for kind, each in found:
        getattr(bpy.data, kind).remove(each)


def linked_copy(source: Scene, view_layer: ViewLayer, token: str) -> Scene:
    """A scene of its own that shares the collections, objects, lights and world of ``source``.

    It has one view layer, with the visibility of ``view_layer``, and neither markers, animation nor strips.
    """
    linked = (*source.collection.children, *source.collection.objects)
    expected = {each: each.users + 1 for each in linked}
    copy = source.copy()
    assert copy is not None
    mark(copy, token)
    copy.name = f".rodin-props {token}"
    for each, users in expected.items():
        if each.users != users:  # Blender 4.2 counts them twice, and would keep them for ever
            _set_users(each, users)
    for layer in list(copy.view_layers):
        if layer.name != view_layer.name:
            copy.view_layers.remove(layer)
    copy.view_layers[0].use = True
    copy.timeline_markers.clear()
    copy.animation_data_clear()
    copy.sequence_editor_clear()
    return copy


def _set_users(data_block: Object | Collection, users: int) -> None:
    """Count from zero, with the very miscount that is to be mended: linking leaves nothing, copying leaves one."""
    data_block.user_clear()
    for _ in range(users - data_block.users):
        holder = bpy.data.scenes.new(MARK)
        master = holder.collection
        (master.children if isinstance(data_block, bpy.types.Collection) else master.objects).link(data_block)
        bpy.data.scenes.remove(holder.copy())
        bpy.data.scenes.remove(holder)


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


def show_only(scene: Scene, subject: Iterable[Object], surroundings: Iterable[Object], token: str) -> None:
    """Let a temporary scene hold ``subject``, and ``surroundings`` as light and shadow alone where the engine can."""
    for children in (scene.collection.children, scene.collection.objects):
        for each in list(children):
            children.unlink(each)
    for name, objects in (("subject", subject), ("surroundings", surroundings)):
        collection = bpy.data.collections.new(f".rodin-props {name}")
        mark(collection, token)
        scene.collection.children.link(collection)
        for each in objects:
            collection.objects.link(each)
        if name == "surroundings":
            scene.view_layers[0].layer_collection.children[collection.name].indirect_only = True

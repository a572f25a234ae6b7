# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop takes the place of its placeholder or blockout: collections, parent, visibility, selection."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix

from ..places import leaving, placement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import Collection, Context, Object, SpaceView3D, ViewLayer


def put_in_place(context: Context, prop: Object, matrix: Matrix, target: Object | None) -> None:
    """Put a prop into the collections of ``target`` (or the active one), under its parent, at ``matrix`` (world)."""
    place_like(context, prop, matrix, target)
    for view_layer in view_layers():
        with suppress(RuntimeError):  # the prop is not in this view layer
            prop.select_set(False, view_layer=view_layer)
    if target is None:
        return
    prop.hide_viewport, prop.hide_render = target.hide_viewport, target.hide_render
    take_view_state(context, prop, target)


def place_like(context: Context, new_object: Object, matrix: Matrix, model: Object | None) -> None:
    """Put a new object at ``matrix`` (world), with the collections and the parent of ``model``."""
    link_like(context, new_object, model)
    new_object.rotation_mode = "XYZ"
    new_object.matrix_basis = matrix
    if model is not None and model.parent is not None:
        _set_parent(context, new_object, matrix, model)


def link_like(context: Context, new_object: Object, model: Object | None) -> None:
    """Put a new object into the collections of ``model``, or into the active one."""
    collections = [] if model is None else [each for each in collections_of(model) if each.is_editable]
    for collection in collections_of(new_object) if new_object.users else ():
        collection.objects.unlink(new_object)
    for collection in collections or [placement.editable_collection(context)]:
        collection.objects.link(new_object)


def collections_of(target: Object) -> list[Collection]:
    """Return the collections that an object is in. `Object.users_collection` makes lists of all their objects."""
    everywhere = [*bpy.data.collections, *(scene.collection for scene in bpy.data.scenes)]
    return [collection for collection in everywhere if _holds(collection, target)]


def _holds(collection: Collection, target: Object) -> bool:
    found = collection.objects.get(target.name)
    if found is None or found == target:
        return found is not None
    return target in collection.objects[:]  # another one of that name, from a library


def _set_parent(context: Context, prop: Object, matrix: Matrix, target: Object) -> None:
    """Give the prop its target's parent and keep it where it is, as Blender's own “Keep Transform” does."""
    take_parent(prop, target)
    inherited = target.parent.matrix_world
    if target.parent_type not in {"OBJECT", "ARMATURE"}:
        # Only Blender knows the matrix of a bone or vertex parent: read it from the prop with identity matrices.
        prop.matrix_parent_inverse = prop.matrix_basis = Matrix.Identity(4)
        context.view_layer.update()
        inherited = prop.matrix_world
    # Under a parent that is scaled to zero, the prop keeps its place as long as the parent does.
    prop.matrix_parent_inverse = inherited.inverted_safe()
    prop.matrix_basis = matrix


def take_parent(new_object: Object, model: Object) -> None:
    """Give a new object the parent of ``model``, or the part of it; what it inherits is not taken back."""
    new_object.parent, new_object.parent_type = model.parent, model.parent_type
    new_object.parent_bone = model.parent_bone
    if model.parent_type in {"VERTEX", "VERTEX_3"}:
        new_object.parent_vertices = model.parent_vertices


def take_view_state(context: Context, prop: Object, target: Object) -> None:
    """Make the prop selected, active, hidden and in local view where the target is; it is in its collections."""
    for view_layer in view_layers():
        # A new object is not in `view_layer.objects` before the next update, so errors are ignored.
        with suppress(RuntimeError):
            if target.hide_get(view_layer=view_layer):
                prop.hide_set(True, view_layer=view_layer)
            elif target.select_get(view_layer=view_layer):
                prop.select_set(True, view_layer=view_layer)
            if view_layer.objects.active == target and target.mode == "OBJECT":
                view_layer.objects.active = prop
    for space in _local_views(context):
        if target.local_view_get(space):
            prop.local_view_set(space, True)


def remove_or_hide(target: Object, job_id: str, *, heir: Object) -> None:
    """Remove a placeholder whose prop has come, or hide a blockout. A placeholder's children get the prop as parent."""
    was_placeholder = placement.is_placeholder(target)
    placement.unmark_target(target, job_id)
    if placement.TARGET_KEY in target:  # it waits for another job, too
        return
    if was_placeholder:
        leaving.leave(target, heir=heir)
        return
    target.hide_render = True
    for view_layer in view_layers():
        with suppress(RuntimeError):
            target.hide_set(True, view_layer=view_layer)


def view_layers() -> Iterator[ViewLayer]:
    """Return the view layers of all scenes."""
    return (view_layer for scene in bpy.data.scenes for view_layer in scene.view_layers)


def _local_views(context: Context) -> Iterator[SpaceView3D]:
    for window in context.window_manager.windows:
        for area in window.screen.areas:
            if area.type == "VIEW_3D" and area.spaces.active.local_view is not None:
                yield area.spaces.active

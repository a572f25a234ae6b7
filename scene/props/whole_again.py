# SPDX-License-Identifier: GPL-3.0-or-later
"""What was split is hidden, and comes back in place of its parts. Main thread only; pushes no undo step."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix, Vector

from ..levels.kept import levels_of
from ..mesh_data import full_mesh_of
from ..places import leaving
from . import take_place
from .parts_made import WHOLE_KEY

if TYPE_CHECKING:
    from bpy.types import Context, Object

HIDDEN_KEY = "rodin_props_hidden_whole"
"""Custom property of an object that was split, JSON: how visible it was."""
_PLACE_KEY = "rodin_props_place_in_whole"
"""Custom property of what parts are under: where it is in the coordinates of what was split."""
_SAME = 1e-5


def remember_place(root: Object, place: Vector) -> None:
    """Note where what parts are under is, in the coordinates of what was split."""
    root[_PLACE_KEY] = list(place)


def hide(whole: Object) -> None:
    """Hide what was split in viewports and renders, and note how visible it was."""
    layers = []
    render = whole.hide_render
    whole.hide_render = True
    for view_layer in take_place.view_layers():
        with suppress(RuntimeError):  # it is not in this one
            if not whole.hide_get(view_layer=view_layer):
                whole.hide_set(True, view_layer=view_layer)
                layers.append([view_layer.id_data.name, view_layer.name])
    whole[HIDDEN_KEY] = json.dumps({"hide_render": render, "layers": layers})


def whole_of(target: Object) -> Object | None:
    """Return what was split, if this is it, one of its parts, or the empty above them; else None."""
    if HIDDEN_KEY in target and target.type == "MESH":
        return target
    whole = target.get(WHOLE_KEY)
    return whole if isinstance(whole, bpy.types.Object) else None


def parts_of(target: Object) -> list[Object]:
    """Return the parts beside this one, with what they are under: that one first. Those of a copy are not among them.

    :param target: a part, the empty above parts, or what was split.
    """
    whole = whole_of(target)
    if whole is None:
        return []
    parts = dict.fromkeys(each for each in bpy.data.objects if each.get(WHOLE_KEY) == whole)
    roots = [each for each in parts if each.parent not in parts]
    root = target if target in parts else min(roots, key=lambda each: each.name, default=None)
    while root is not None and root not in roots:
        root = root.parent
    return [] if root is None else [root, *(each for each in parts if each.parent == root)]


def bring_back(context: Context, target: Object) -> Object:
    """Remove parts and show what was split, where its parts are now. Return it.

    What the artist has put under the parts comes under the whole. If it is back already in place of others, a linked
    copy comes.

    :param target: a part, the empty above parts, or what was split.
    """
    whole, parts = whole_of(target), parts_of(target)
    assert whole is not None  # see whole_of
    context.view_layer.update()
    if HIDDEN_KEY not in whole:
        copy = whole.copy()
        assert copy is not None
        whole = copy
    if not whole.users_scene:
        take_place.link_like(context, whole, parts[0] if parts else None)
    if parts:
        context.view_layer.update()  # which the whole may be new to
        _follow(whole, parts[0])
    _show(whole)
    for view_layer in take_place.view_layers():
        with suppress(RuntimeError):
            if any(part.select_get(view_layer=view_layer) for part in parts):
                whole.select_set(True, view_layer=view_layer)
            if view_layer.objects.active in parts:
                view_layer.objects.active = whole
    meshes = {full_mesh_of(part) for part in parts if part.type == "MESH" and part.data is not None}
    leaving.leave(*parts, heir=whole)
    unused = [mesh for mesh in meshes if not mesh.users]
    levels = {level for mesh in unused for level in levels_of(mesh).values() if level.users < 2}
    bpy.data.batch_remove([*unused, *levels])
    return whole


def _follow(whole: Object, root: Object) -> None:
    """Move the whole to where the root of its parts has been moved."""
    wanted = root.matrix_world @ Matrix.Translation(_place_of(root)).inverted()
    apart = max(abs(value) for row in (wanted - whole.matrix_world) for value in row)
    if apart > _SAME * max(1.0, wanted.translation.length):
        whole.matrix_world = wanted


def _place_of(root: Object) -> Vector:
    try:
        x, y, z = (float(value) for value in root.get(_PLACE_KEY, ()))
    except (TypeError, ValueError):
        return Vector((0.0, 0.0, 0.0))
    return Vector((x, y, z))


def _show(whole: Object) -> None:
    was_hidden_in_renders, layers = _noted(whole)
    whole.hide_render = was_hidden_in_renders
    for view_layer in take_place.view_layers():
        if [view_layer.id_data.name, view_layer.name] in layers:
            with suppress(RuntimeError):  # it is not in this one any more
                whole.hide_set(False, view_layer=view_layer)
    whole.pop(HIDDEN_KEY, None)


def _noted(whole: Object) -> tuple[bool, list[object]]:
    """Return whether it was hidden in renders, and the names of the scenes and view layers in which it was shown."""
    try:
        values = json.loads(whole.get(HIDDEN_KEY, ""))
        return values["hide_render"] is True, list(values["layers"])
    except (ValueError, TypeError, KeyError):
        return False, []

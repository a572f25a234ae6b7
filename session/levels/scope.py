# SPDX-License-Identifier: GPL-3.0-or-later
"""Which props are meant: the active one, the selected ones, those of a collection, all of the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...scene.mesh_data import full_mesh_of
from ...scene.props.parts_made import parts_made_of
from ...scene.provenance import provenance_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bpy.types import Collection, Context, Mesh, Object

    from ..choices import Scope


def objects_of(context: Context, scope: Scope) -> Iterable[Object]:
    """Return the objects that are meant; those of a collection with those of the collections inside it."""
    match scope.value:
        case "ACTIVE":
            return [context.active_object] if context.active_object is not None else []
        case "SELECTION":
            return context.selected_objects
        case "COLLECTION":
            return context.collection.all_objects
        case _:
            return context.scene.objects


def props_in(objects: Iterable[Object]) -> list[Object]:
    """Return the props and their parts among objects, and in collections that they are instances of.

    One in a collection that is instanced is returned once for each instance.
    """
    return [each for each in _with_instanced(objects, ()) if is_prop_or_part(each)]


def meshes_of(props: Iterable[Object]) -> dict[Mesh, list[Object]]:
    """Return full mesh -> the props that show it, in full or lighter."""
    found: dict[Mesh, list[Object]] = {}
    for prop in props:
        found.setdefault(full_mesh_of(prop), []).append(prop)
    return found


def is_prop_or_part(target: Object) -> bool:
    """Say whether an object shows what was made with Rodin."""
    if target.type != "MESH" or target.data is None:
        return False
    return provenance_of(target) is not None or parts_made_of(target) is not None


def _with_instanced(objects: Iterable[Object], inside: tuple[Collection, ...]) -> Iterator[Object]:
    for each in objects:
        yield each
        group: Any = each.instance_collection if each.type == "EMPTY" else None
        if group is not None and each.instance_type == "COLLECTION" and group not in inside:
            yield from _with_instanced(group.all_objects, (*inside, group))

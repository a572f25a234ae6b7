# SPDX-License-Identifier: GPL-3.0-or-later
"""A prepared look comes onto the meshes that wait for it. Main thread only; pushes no undo step.

The artist's vertices, UV maps, modifiers, vertex groups and shape keys stay as they are, and so do selection and mode.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import FilesGone, PropUnusable
from ..export.uv_maps import uvs_of
from ..levels.show import full_shown
from ..look_facts import FACTS_KEY, LookFacts
from ..mesh_data import mesh_of
from ..node_trees import pictures_of
from ..places import leaving
from ..props.appending import append_meshes
from . import looks, waiting
from .errors import LookDoesNotFit
from .fitting import check_fit
from .provenance import LOOK_KEY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bpy.types import Material, Mesh, Object

    from .provenance import LookMade


def add_look(targets: Sequence[Object], *, prepared_path: Path | None, made: LookMade) -> None:
    """Give objects a look, and show it. A look that they have already is only shown.

    :raises LookDoesNotFit: a mesh is not as it was; nothing has changed then.
    :raises PropUnusable: the prepared file cannot be used.
    """
    if all(made.job_id in looks.looks_of(target) for target in targets):
        for target in targets:
            looks.show(target, made.job_id)
    else:
        with full_shown(targets):
            _append(targets, prepared_path, made)
    for target in targets:
        waiting.unmark(target, made.job_id)


def _append(targets: Sequence[Object], prepared_path: Path | None, made: LookMade) -> None:
    if prepared_path is None or not prepared_path.is_file():
        raise FilesGone
    (carrier,) = append_meshes(prepared_path, most=1)
    sent = mesh_of(carrier)
    material = carrier.material_slots[0].material if carrier.material_slots else None
    try:
        facts = LookFacts.from_json(sent[FACTS_KEY])
        if material is None:
            raise KeyError(FACTS_KEY)
        meshes = {mesh_of(target): target.name for target in reversed(targets)}
        for mesh, name in meshes.items():
            check_fit(name, mesh, sent, facts)
        facts = _put_maps(list(meshes), sent, facts)
        _finish(material, facts, made)
        for target in targets:
            looks.add(target, made.job_id, material)
    except (KeyError, ValueError, TypeError) as error:
        _remove_unused(material, carrier)
        raise PropUnusable("the prepared file holds no look") from error
    except LookDoesNotFit:
        _remove_unused(material, carrier)
        raise
    leaving.leave(carrier, sent)


def _put_maps(meshes: list[Mesh], sent: Mesh, facts: LookFacts) -> LookFacts:
    """Add the look's own UV map to the meshes, if it has one, under one name; return the facts with that name.

    No other map is touched, and the one that renders use stays that.
    """
    if not facts.is_new_map:
        return facts
    name, number = facts.uv_map, 1
    while any(name in mesh.uv_layers for mesh in meshes):
        name, number = f"{facts.uv_map}.{number:03}", number + 1
    uvs = uvs_of(sent, facts.uv_map).ravel()
    for mesh in meshes:
        active, render = _chosen_maps(mesh)
        layer = mesh.uv_layers.new(name=name, do_init=False)
        layer.uv.foreach_set("vector", uvs)
        if active >= 0:
            mesh.uv_layers.active_index = active
            mesh.uv_layers[render].active_render = True
        mesh.update()
    return LookFacts(way=facts.way, uv_map=name, is_new_map=True)


def _chosen_maps(mesh: Mesh) -> tuple[int, int]:
    """Return the numbers of the active map and of the one for renders; -1 without any map."""
    render = next((number for number, layer in enumerate(mesh.uv_layers) if layer.active_render), 0)
    return (mesh.uv_layers.active_index or 0, render) if mesh.uv_layers else (-1, -1)


def _finish(material: Material, facts: LookFacts, made: LookMade) -> None:
    material[LOOK_KEY] = made.with_facts(facts).to_json()
    material.use_fake_user = False
    tree: Any = material.node_tree
    for node in tree.nodes:
        if node.type in {"UVMAP", "NORMAL_MAP"}:
            node.uv_map = facts.uv_map


def _remove_unused(material: Material | None, carrier: Object) -> None:
    """Remove what was appended for nothing."""
    unused: set[Any] = {carrier, mesh_of(carrier)}
    if material is not None:
        unused |= {material, *pictures_of([material])}
    leaving.leave(*unused)

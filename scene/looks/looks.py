# SPDX-License-Identifier: GPL-3.0-or-later
"""The looks of a mesh: its own materials, and one material for each time it got new textures. Main thread only.

Custom properties point to the materials that are not shown, so they are saved, copied, appended and removed with their
owner: the mesh for slots that are linked to the data, the object for those that are linked to it. So what objects share
changes together, as the artist has set it. Pushes no undo step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..levels.show import full_shown
from ..mesh_data import full_mesh_of, mesh_of
from ..node_trees import materials_of
from .provenance import look_made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import ID, Material, Object

LOOKS_KEY = "rodin_props_looks"
"""Custom property of a mesh or an object: job id -> material."""
OWN_LOOK_KEY = "rodin_props_own_look"
"""Custom property of a mesh or an object: number of a slot -> its own material, for those that have one."""
OWN_LOOK = ""
"""In place of a job's id: the artist's own materials."""


def looks_of(target: Object) -> dict[str, Material]:
    """Return job id -> material for all looks of an object beside its own, oldest first. Cheap: for drawing."""
    if target.type != "MESH" or target.data is None:
        return {}
    kept = [*_materials(full_mesh_of(target), LOOKS_KEY), *_materials(target, LOOKS_KEY)]
    shown = materials_of([target])
    materials = dict.fromkeys([*(material for _, material in kept), *shown])
    made_of = {material: made for material in materials if (made := look_made(material)) is not None}
    found = {job_id: look for job_id, look in kept if look in made_of}
    for look in shown:
        if look in made_of:
            found.setdefault(made_of[look].job_id, look)
    return dict(sorted(found.items(), key=lambda item: (made_of[item[1]].made_at, item[0])))


def shown_look(target: Object) -> str:
    """Return the id of the job whose look an object shows, or `OWN_LOOK`."""
    return shown_of(target, looks_of(target))


def shown_of(target: Object, looks: dict[str, Material]) -> str:
    """Return the same for an object whose looks are known."""
    job_of = {look: job_id for job_id, look in looks.items()}
    return next((job_of[slot.material] for slot in target.material_slots if slot.material in job_of), OWN_LOOK)


def add(target: Object, job_id: str, look: Material) -> None:
    """Give an object a look, and show it."""
    with full_shown([target]):
        _add(target, job_id, look)


def _add(target: Object, job_id: str, look: Material) -> None:
    if not target.material_slots:
        materials: Any = mesh_of(target).materials
        materials.append(None)
    for owner, _ in _owners(target):
        kept = _kept(owner)
        kept[job_id] = look
        owner[LOOKS_KEY] = kept
    show(target, job_id)


def show(target: Object, job_id: str) -> None:
    """Let an object show one of its looks, in all its slots.

    Linked copies change where they share slots. What is in a slot and is no look of ours becomes the object's own.
    """
    with full_shown([target]):
        _show(target, job_id)


def _show(target: Object, job_id: str) -> None:
    looks = looks_of(target)
    ours = set(looks.values())
    was_own = shown_of(target, looks) == OWN_LOOK
    for owner, slots in _owners(target):
        own = _own(owner)
        for slot in slots:
            number = str(slot.slot_index)
            if slot.material is not None and slot.material not in ours:
                own[number] = slot.material
            elif was_own:
                own.pop(number, None)
            slot.material = looks[job_id] if job_id else own.get(number)
        owner[OWN_LOOK_KEY], owner[LOOKS_KEY] = own, looks


def remove(target: Object, job_id: str) -> None:
    """Remove a look from an object and from what shares it; its material and its UV map go if nothing needs them."""
    with full_shown([target]):
        _remove(target, job_id)


def _remove(target: Object, job_id: str) -> None:
    looks = looks_of(target)
    look = looks[job_id]
    if shown_of(target, looks) == job_id:
        show(target, OWN_LOOK)
    for owner, _ in _owners(target):
        kept = _kept(owner)
        kept.pop(job_id, None)
        if kept:
            owner[LOOKS_KEY] = kept
        else:
            for key in (LOOKS_KEY, OWN_LOOK_KEY):
                owner.pop(key, None)
    _remove_map(target, look)
    if not look.users:
        bpy.data.materials.remove(look)


def _remove_map(target: Object, look: Material) -> None:
    """Remove the UV map that came with a look, unless another look lies on it."""
    made, mesh = look_made(look), mesh_of(target)
    if made is None or made.facts is None or not made.facts.is_new_map or made.facts.uv_map not in mesh.uv_layers:
        return
    others = (
        other
        for other in bpy.data.objects
        if other.type == "MESH" and other.data is not None and full_mesh_of(other) == mesh
    )
    needed = {
        other_made.facts.uv_map
        for other in others
        for other_look in looks_of(other).values()
        if (other_made := look_made(other_look)) is not None and other_made.facts is not None
    }
    if made.facts.uv_map not in needed:
        mesh.uv_layers.remove(mesh.uv_layers[made.facts.uv_map])


def _owners(target: Object) -> Iterator[tuple[ID, list[Any]]]:
    """Return the mesh and the object, each with the slots whose materials it holds, if it holds any."""
    for owner, link in ((mesh_of(target), "DATA"), (target, "OBJECT")):
        slots = [slot for slot in target.material_slots if slot.link == link]
        if slots:
            yield owner, slots


def _kept(owner: ID) -> dict[str, Material]:
    return {job_id: look for job_id, look in _materials(owner, LOOKS_KEY) if look_made(look) is not None}


def _own(owner: ID) -> dict[str, Material]:
    return dict(_materials(owner, OWN_LOOK_KEY))


def _materials(owner: ID, key: str) -> list[tuple[str, Material]]:
    group: Any = owner.get(key)
    items = group.items() if hasattr(group, "items") else ()
    return [(name, value) for name, value in items if isinstance(value, bpy.types.Material)]  # not one that was deleted

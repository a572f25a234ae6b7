# SPDX-License-Identifier: GPL-3.0-or-later
"""Selected objects as meshes for the service: which can be sent, and how big they are. Cheap; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..mesh_data import full_mesh_of, triangle_count
from ..places.blockouts import LINKED, MANY_LINKED, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Depsgraph, Mesh, Object

_NO_MESH = "is no mesh"
_NO_FACES = "has no faces"
_IN_MODE = "is being edited"
_MANY = {
    _NO_MESH: "are no meshes",
    _NO_FACES: "have no faces",
    LINKED: MANY_LINKED,
    _IN_MODE: "are being edited",
}
_BYTES_PER_TRIANGLE_SMOOTH = 30
_BYTES_PER_TRIANGLE_SEAMED = 80
"""Of a mesh of which a part is flat: its vertices are there once for each face."""
_LEAST_BYTES_PER_TRIANGLE = 18
"""Three indices, and half a vertex without normal and UVs."""
_HEADER_BYTES = 2000
_LOOKED_AT = 64
"""Faces of a mesh that are looked at to tell whether it is smooth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeshSize:
    """About how big a mesh is in the file for the service."""

    triangles: int
    file_bytes: int

    @property
    def least_bytes(self) -> int:
        """So many bytes it takes at least."""
        return self.triangles * _LEAST_BYTES_PER_TRIANGLE

    def triangles_within(self, largest_bytes: int) -> int:
        """Return about how many triangles it keeps when it is made to fit."""
        return min(self.triangles, int(self.triangles * largest_bytes / max(self.file_bytes, 1)))


def refusal(target: Object) -> str:
    """Return why an object's mesh cannot be sent, as the end of a sentence; empty if it can. Cheap: for drawing."""
    if target.type != "MESH" or target.data is None:
        return _NO_MESH
    # What an override remembers would be lost when the file is opened again.
    if target.override_library is not None or not target.is_editable or not full_mesh_of(target).is_editable:
        return LINKED
    if target.mode != "OBJECT":
        return _IN_MODE
    return "" if len(full_mesh_of(target).polygons) else _NO_FACES


def refusal_sentence(targets: Iterable[Object]) -> str:
    """Return a sentence such as: “Lamp” is no mesh; “Plane” has no faces. Deselect them. Empty if all can be sent."""
    names: dict[str, list[str]] = {}
    for target in targets:
        if reason := refusal(target):
            names.setdefault(reason, []).append(target.name)
    if not names:
        return ""
    clauses = [f"{listed(each)} {reason if len(each) == 1 else _MANY[reason]}" for reason, each in names.items()]
    count = sum(map(len, names.values()))
    advice = "switch to Object Mode" if _IN_MODE in names else f"deselect {'it' if count == 1 else 'them'}"
    return f"{'; '.join(clauses)}. Nothing was sent: {advice}, then try again."


def one_for_each_mesh(targets: Iterable[Object]) -> list[Object]:
    """Return the first object of each mesh, in their order: linked copies share what is made for it."""
    first: dict[Mesh, Object] = {}
    for target in targets:
        first.setdefault(full_mesh_of(target), target)
    return list(first.values())


def size_of(target: Object, depsgraph: Depsgraph) -> MeshSize:
    """Estimate how big a mesh is as a render has it. Counts what is there; nothing is evaluated for it."""
    mesh = full_mesh_of(target)
    evaluated = target.evaluated_get(depsgraph).data
    shown = triangle_count(evaluated) if evaluated is not None else triangle_count(mesh)
    triangles = max(_with_modifiers(target), round(shown * _render_factor(target)))
    each = _BYTES_PER_TRIANGLE_SMOOTH if _is_smooth(mesh) else _BYTES_PER_TRIANGLE_SEAMED
    return MeshSize(triangles=triangles, file_bytes=_HEADER_BYTES + triangles * each)


def _with_modifiers(target: Object) -> int:
    """Return how many triangles the base mesh has, times what common modifiers make of each in a render."""
    mesh = full_mesh_of(target)
    triangles = triangle_count(mesh)
    is_subdivided = False
    modifiers: Any = target.modifiers
    for modifier in modifiers:
        if not modifier.show_render:
            continue
        levels = getattr(modifier, "render_levels", 0) if modifier.type in {"SUBSURF", "MULTIRES"} else 0
        if levels and not is_subdivided:  # each corner of a face becomes a quad
            triangles = triangles * 2 * len(mesh.loops) // max(triangle_count(mesh), 1) * 4 ** (levels - 1)
            is_subdivided = True
        elif levels:
            triangles *= 4**levels
        elif modifier.type == "MIRROR":
            triangles *= 2 ** sum(modifier.use_axis)
        elif modifier.type == "ARRAY" and getattr(modifier, "fit_type", "") == "FIXED_COUNT":
            triangles *= modifier.count
    return triangles


def _render_factor(target: Object) -> float:
    """Return how many times more triangles a render has than the viewport, by the levels of subdivision."""
    factor = 1.0
    modifiers: Any = target.modifiers
    for modifier in modifiers:
        if modifier.type in {"SUBSURF", "MULTIRES"} and modifier.show_viewport and modifier.show_render:
            factor *= 4.0 ** max(modifier.render_levels - modifier.levels, 0)
    return factor


def _is_smooth(mesh: Mesh) -> bool:
    count = len(mesh.polygons)
    step = max(1, count // _LOOKED_AT)
    looked_at = [mesh.polygons[index].use_smooth for index in range(0, count, step)]
    return all(looked_at) or not any(looked_at)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The lighter levels that a file holds of a mesh. Main thread only; pushes no undo step.

The full mesh points to its levels in a custom property, so they are saved, copied, appended and removed with it. The
materials of a level are those of the full mesh; a proxy has its own one behind them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Matrix

from ..mesh_data import LEVEL_KEY, transform
from ..places import leaving
from .level import LIGHTER, Level
from .mark import MARK_KEY, MeshMark, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Mesh

LEVELS_KEY = "rodin_props_levels"
"""Custom property of a full mesh: a level's word -> the lighter mesh."""
LEFT_OUT_KEY = "rodin_props_levels_left_out"
"""Custom property of a full mesh: the words of the levels that could not be made, separated by spaces."""
HEAVIEST_FIRST = (Level.FULL, *LIGHTER)
_SAME = 1e-6


def levels_of(full: Mesh) -> dict[Level, Mesh]:
    """Return the lighter levels that the file holds of a mesh, whether they still fit it or not. Cheap."""
    group: Any = full.get(LEVELS_KEY)
    items = group.items() if hasattr(group, "items") else ()
    return {
        Level(word): level
        for word, level in items
        if word in set(Level) and isinstance(level, bpy.types.Mesh)  # not one that was deleted
    }


def keep(full: Mesh, levels: dict[Level, Mesh], mark: MeshMark, *, left_out: Iterable[Level] = ()) -> None:
    """Let a mesh have these levels beside those that it has.

    :param mark: what the mesh is like now, which all its levels fit.
    :param left_out: levels that cannot be made of it.
    """
    for word, level in levels.items():
        for key in list(level.keys()):  # what its file says of it, and what it may have of the full mesh
            del level[key]
        level[LEVEL_KEY] = word.value
        take_slots(level, full)
    full[LEVELS_KEY] = {word.value: level for word, level in (levels_of(full) | levels).items()}
    full[MARK_KEY] = mark.to_json()
    full[LEFT_OUT_KEY] = " ".join(word.value for word in left_out)


def owners_of_levels() -> Counter[Mesh]:
    """Return how many full meshes have each level. Goes through all meshes of the file."""
    return Counter(level for mesh in bpy.data.meshes if LEVELS_KEY in mesh for level in levels_of(mesh).values())


def fitting_levels(full: Mesh, owners: Counter[Mesh]) -> dict[Level, Mesh]:
    """Return the levels that fit a mesh as it is now; what was applied to the mesh is applied to them first.

    Those of a mesh of another file cannot be changed, nor can that mesh.

    :param owners: of `owners_of_levels`. Kept up to date.
    """
    levels = levels_of(full)
    if not levels or not full.is_editable:
        return levels
    was, now = mark_of(full), MeshMark.of(full)
    matrix = now.matrix_from(was) if was is not None else None
    if matrix is None:
        return {}
    levels = _own(full, levels, owners)
    if any(abs(value) > _SAME for row in matrix - Matrix.Identity(4) for value in row):
        for level in levels.values():
            transform(level, matrix)
        full[MARK_KEY] = now.to_json()
    return levels


def best_of(full: Mesh, levels: dict[Level, Mesh], wanted: Level) -> Mesh | None:
    """Return the level that is wanted, or the next heavier one if it could not be made; None if it is not there."""
    left_out = str(full.get(LEFT_OUT_KEY, "")).split()
    for level in reversed(HEAVIEST_FIRST[: HEAVIEST_FIRST.index(wanted) + 1]):
        if level is Level.FULL:
            return full
        if level in levels:
            return levels[level]
        if level.value not in left_out:
            return None
    return None


def forget(full: Mesh) -> None:
    """Let a mesh have no levels any more. Those that nothing else uses are removed."""
    levels = list(levels_of(full).values())
    for key in (LEVELS_KEY, MARK_KEY, LEFT_OUT_KEY):
        full.pop(key, None)
    leaving.leave(*(level for level in levels if not level.users))


def take_slots(level: Mesh, full: Mesh) -> None:
    """Give a level the materials of the full mesh. No slot is cleared: objects may have their own materials there."""
    own = _own_material(level)
    wanted = [*full.materials, *([own] if own is not None else [])]
    slots: Any = level.materials
    if list(slots) == wanted:
        return
    while len(slots) > len(wanted):
        slots.pop()
    for number, material in enumerate(wanted):
        if number == len(slots):
            slots.append(material)
        elif slots[number] != material:
            slots[number] = material
    if own is not None:
        level.polygons.foreach_set("material_index", [len(wanted) - 1] * len(level.polygons))
        level.update()


def give_slots_back(level: Mesh, full: Mesh) -> None:
    """Give the full mesh the materials that the artist has put into the slots of a level."""
    slots: Any = full.materials
    for number, material in enumerate(list(level.materials)[: len(slots)]):
        if slots[number] != material:
            slots[number] = material


def _own_material(level: Mesh) -> Any:
    """Return the material of a proxy; None for another level, whose materials are those of the full mesh."""
    is_proxy = level.get(LEVEL_KEY) == Level.PROXY.value
    return next(reversed([each for each in level.materials if each is not None]), None) if is_proxy else None


def _own(full: Mesh, levels: dict[Level, Mesh], owners: Counter[Mesh]) -> dict[Level, Mesh]:
    """Return the levels, or copies of those that another mesh has, too: it was copied with what it points to."""
    shared = [level for level in levels.values() if owners[level] > 1]
    if not shared:
        return levels
    owners.subtract(shared)
    own: dict[Level, Any] = {word: level.copy() if level in shared else level for word, level in levels.items()}
    full[LEVELS_KEY] = {word.value: level for word, level in own.items()}
    return own

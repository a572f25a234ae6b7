# SPDX-License-Identifier: GPL-3.0-or-later
"""Props show a lighter level of their mesh, or the full one again. Main thread only; pushes no undo step.

An object that shows a level points to the full mesh in a custom property: so it is never lost, and saved, copied and
appended with the object. Linked copies change together.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from ..mesh_data import FULL_KEY, LEVEL_KEY, full_mesh_of, mesh_of
from . import kept
from .level import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bpy.types import Mesh, Object


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What became of a wish."""

    changed: int
    """Objects that show another level than before."""
    missing: Mapping[Mesh, Level]
    """Full mesh -> the level that is not there, or fits no more. What shows it stays as it is, or shows it in full."""


def level_shown(target: Object) -> Level:
    """Return the level that an object of type MESH shows. Cheap: for drawing."""
    shown = mesh_of(target)
    word = shown.get(LEVEL_KEY)
    return Level(word) if word in set(Level) and full_mesh_of(target) != shown else Level.FULL


def objects_by_mesh(among: Iterable[Object] | None = None) -> dict[Mesh, list[Object]]:
    """Return full mesh -> the objects that show it, in full or lighter.

    :param among: objects to look at; without them, goes through the open file once.
    """
    found: dict[Mesh, list[Object]] = {}
    for target in bpy.data.objects if among is None else among:
        if target.type == "MESH" and target.data is not None:
            found.setdefault(full_mesh_of(target), []).append(target)
    return found


def can_change(target: Object) -> bool:
    """Say whether an object may show another mesh: it is this file's, and nobody edits it."""
    return target.is_editable and target.override_library is None and target.mode == "OBJECT"


def show(wanted: Mapping[Mesh, Level]) -> Shown:
    """Let all objects of this file that show these full meshes show a level of them."""
    by_mesh, owners = objects_by_mesh(), kept.owners_of_levels()
    changed = 0
    missing: dict[Mesh, Level] = {}
    for full, level in wanted.items():
        targets = [target for target in by_mesh.get(full, ()) if can_change(target)]
        for mesh, its_targets in _apart(full, targets).items():
            if mesh != full:  # it has just been copied with what it points to
                owners.update(kept.levels_of(mesh).values())
            shown = mesh if level is Level.FULL else kept.best_of(mesh, _fitting(mesh, owners), level)
            if shown is None:
                missing[mesh] = level
            else:
                changed += sum([_swap(target, mesh, shown) for target in its_targets])
    return Shown(changed=changed, missing=missing)


def show_full(targets: Iterable[Object]) -> None:
    """Let objects show their full meshes again; those that share one with them stay as they are."""
    for full, its_targets in objects_by_mesh(targets).items():
        for mesh, apart in _apart(full, [each for each in its_targets if each.is_editable]).items():
            for target in apart:
                _swap(target, mesh, mesh)


@contextmanager
def full_shown(targets: Iterable[Object]) -> Iterator[None]:
    """Let objects show their full meshes inside this block, for what is done with those.

    Afterwards they show the levels that they showed, of whatever mesh they have then, if the file holds a level of it
    that fits.
    """
    levels = {target: level for target in targets if (level := _level_of(target)) is not Level.FULL}
    show_full(levels)
    try:
        yield
    finally:
        owners = kept.owners_of_levels() if levels else Counter()
        for full, its_targets in objects_by_mesh(levels).items():
            fitting = _fitting(full, owners)
            for target in its_targets:
                _swap(target, full, kept.best_of(full, fitting, levels[target]) or full)
            for level in fitting.values():  # those that others show, too
                kept.take_slots(level, full)


def _level_of(target: Object) -> Level:
    return level_shown(target) if target.type == "MESH" and target.data is not None else Level.FULL


def _fitting(full: Mesh, owners: Counter[Mesh]) -> dict[Level, Mesh]:
    """Return the levels that fit a mesh. If it was edited, they go, and whatever shows them shows the mesh itself."""
    fitting = kept.fitting_levels(full, owners)
    if not fitting and kept.levels_of(full):
        show_full(objects_by_mesh().get(full, ()))
        kept.forget(full)
    return fitting


def _apart(full: Mesh, targets: Iterable[Object]) -> dict[Mesh, list[Object]]:
    """Return full mesh -> objects. The artist may have made the level of some of them a mesh of their own.

    They get a full mesh of their own then, as they would have if they had shown it at that moment; if nobody else shows
    it, it is that already.
    """
    levels = set(kept.levels_of(full).values())
    found: dict[Mesh, list[Object]] = {}
    copies: dict[Mesh, Any] = {}
    for target in targets:
        shown = mesh_of(target)
        if shown == full or shown in levels:
            found.setdefault(full, []).append(target)
            continue
        if shown not in copies:
            others = (each for each in objects_by_mesh().get(full, ()) if mesh_of(each) != shown)
            copies[shown] = full.copy() if any(others) else full
            kept.give_slots_back(shown, copies[shown])
        target[FULL_KEY] = copies[shown]
        found.setdefault(copies[shown], []).append(target)
    return found


def _swap(target: Object, full: Mesh, mesh: Mesh) -> bool:
    """Let an object show its full mesh or a level of it; return whether it showed another one."""
    shown = mesh_of(target)
    if shown != full and LEVEL_KEY in shown and full.is_editable:
        kept.give_slots_back(shown, full)
    if mesh != full and mesh.is_editable:
        kept.take_slots(mesh, full)
    if mesh != full:
        target[FULL_KEY] = full
    if shown != mesh:
        target.data = mesh
    if mesh == full:
        target.pop(FULL_KEY, None)
    return shown != mesh

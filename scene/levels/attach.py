# SPDX-License-Identifier: GPL-3.0-or-later
"""Lighter levels come from the file that the background Blender wrote. Main thread only; pushes no undo step.

Only the level that is asked for comes: what an artist never shows makes no .blend bigger.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..mesh_data import LEVEL_KEY, transform
from ..naming import without_number
from ..places import leaving
from . import kept
from .level import FULL_MESH_KEY, LIGHTER, Level
from .levels_file import append
from .mark import MeshMark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bpy.types import Mesh

_BY_LABEL = {level.label: level for level in LIGHTER}
_NAME = re.compile(rf"(.*?) ({'|'.join(_BY_LABEL)})(?:\.\d{{3,}})?")
"""Of a level in the file: the name of the full mesh, and the level's label."""


def attach_levels(path: Path, fulls: Iterable[Mesh], wanted: Level) -> list[Mesh]:
    """Let meshes have a level that a file holds, or the next heavier one if it could not be made.

    :param fulls: editable meshes.
    :returns: those that nothing in the file fits, since they were edited.
    :raises LevelsUnreadable: the file cannot be read.
    """
    marks = {full: MeshMark.of(full) for full in fulls}
    available: dict[str, dict[Level, str]] = {}
    chosen: list[dict[Level, str]] = []

    def choose(names: Iterable[str]) -> list[str]:
        available.update(_by_full_name(names))
        chosen.extend(levels for levels in available.values() if _best(levels, wanted) is not None)
        return [levels[best] for levels in chosen if (best := _best(levels, wanted)) is not None]

    with leaving.together():
        came: list[Mesh] = append(path, "meshes", choose)
        others = dict(zip(came, chosen, strict=False))
        users: dict[Mesh, list[Mesh]] = {}
        lacking: list[Mesh] = []
        for full, mark in marks.items():
            level = _choose(full, mark, came)
            (lacking if level is None else users.setdefault(level, [])).append(full)
        for level, its_users in users.items():
            left_out = _left_out(others[level])
            copies = [level, *(level.copy() for _ in its_users[1:])]  # meshes that are copies of each other
            for full, own in zip(its_users, copies, strict=True):
                _take(full, marks[full], own, left_out)
        leaving.leave(*(level for level in came if level not in users))
    if not came and len(available) == 1:  # no level is as heavy as the one that is wanted: it could not be made
        (levels,) = available.values()
        for full in lacking:
            kept.keep(full, {}, marks[full], left_out=_left_out(levels))
        return []
    return lacking


def _choose(full: Mesh, mark: MeshMark, came: list[Mesh]) -> Mesh | None:
    """Return the level of a mesh, by its name where several fit; None if none does."""
    fitting = [level for level in came if _fits(mark, level)]
    name = without_number(full.name)
    return next((level for level in fitting if level.get(FULL_MESH_KEY) == name), next(iter(fitting), None))


def _take(full: Mesh, mark: MeshMark, level: Mesh, left_out: list[Level]) -> None:
    word, matrix = Level(level[LEVEL_KEY]), mark.matrix_from(MeshMark.of_file(level))
    assert matrix is not None  # see _fits
    transform(level, matrix)
    kept.keep(full, {word: level}, mark, left_out=left_out)


def _left_out(available: Mapping[Level, str]) -> list[Level]:
    return [level for level in LIGHTER if level not in available]


def _by_full_name(names: Iterable[str]) -> dict[str, dict[Level, str]]:
    found: dict[str, dict[Level, str]] = {}
    for name in names:
        if match := _NAME.fullmatch(name):
            found.setdefault(match[1], {})[_BY_LABEL[match[2]]] = name
    return found


def _best(levels: Mapping[Level, str], wanted: Level) -> Level | None:
    """Return the level that is wanted, or the next heavier one; None if that is the full mesh."""
    heavier = kept.HEAVIEST_FIRST[: kept.HEAVIEST_FIRST.index(wanted) + 1]
    return next((level for level in reversed(heavier) if level in levels), None)


def _fits(mark: MeshMark, level: Mesh) -> bool:
    try:
        return level[LEVEL_KEY] in set(Level) and mark.matrix_from(MeshMark.of_file(level)) is not None
    except (KeyError, ValueError, TypeError):
        return False

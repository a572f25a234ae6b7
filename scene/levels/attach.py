# SPDX-License-Identifier: GPL-3.0-or-later
"""Lighter levels come from the file that the background Blender wrote. Main thread only; pushes no undo step.

Only the level that is asked for comes: what an artist never shows makes no .blend bigger.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..mesh_data import LEVEL_KEY, transform
from ..places import leaving
from . import kept
from .level import FULL_MESH_KEY, LIGHTER, Level
from .levels_file import append
from .mark import MeshMark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bpy.types import Mesh

_NAME = re.compile(rf"(.*) (?:a )?({'|'.join(level.value.lower() for level in LIGHTER)})(?:\.\d{{3,}})?")
"""Of a level in the file: the name of the full mesh, and the level's word."""
_NUMBER = re.compile(r"\.\d{3,}$")
"""What Blender puts behind a name that is taken."""


def attach_levels(path: Path, fulls: Iterable[Mesh], wanted: Level) -> list[Mesh]:
    """Let meshes have a level that a file holds, or the next heavier one if it could not be made.

    :param fulls: editable meshes.
    :returns: those that nothing in the file fits, since they were edited.
    :raises LevelsUnreadable: the file cannot be read.
    """
    marks = {full: MeshMark.of(full) for full in fulls}
    available: dict[str, dict[Level, str]] = {}

    def choose(names: Iterable[str]) -> list[str]:
        available.update(_by_full_name(names))
        return [levels[best] for levels in available.values() if (best := _best(levels, wanted)) is not None]

    with leaving.together():
        loose = append(path, "meshes", choose)
        edited = [full for full, mark in marks.items() if not _attach(full, mark, loose, available)]
        leaving.leave(*loose)
    return edited


def _attach(full: Mesh, mark: MeshMark, loose: list[Mesh], available: Mapping[str, Mapping[Level, str]]) -> bool:
    """Give a mesh its level out of those that have come and belong to none yet; return whether the file is about it."""
    fitting = [level for level in loose if _fits(mark, level)]
    name = _NUMBER.sub("", full.name)
    chosen = next((level for level in fitting if level.get(FULL_MESH_KEY) == name), next(iter(fitting), None))
    if chosen is not None:
        name = str(chosen.get(FULL_MESH_KEY))
    elif len(available) == 1 and not loose:  # no level is as heavy as the one that is wanted: it could not be made
        (name,) = available
    else:
        return False
    left_out = [level for level in LIGHTER if level not in available.get(name, {})]
    levels = {}
    if chosen is not None:
        loose.remove(chosen)
        matrix = mark.matrix_from(MeshMark.of_file(chosen))
        assert matrix is not None  # see _fits
        transform(chosen, matrix)
        levels = {Level(chosen[LEVEL_KEY]): chosen}
    kept.keep(full, levels, mark, left_out=left_out)
    return True


def _by_full_name(names: Iterable[str]) -> dict[str, dict[Level, str]]:
    found: dict[str, dict[Level, str]] = {}
    for name in names:
        if match := _NAME.fullmatch(name):
            found.setdefault(match[1], {})[Level(match[2].upper())] = name
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

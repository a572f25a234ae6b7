# SPDX-License-Identifier: GPL-3.0-or-later
"""Levels and pictures come into the open file from the files in which they are."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ...scene.levels import pictures
from ...scene.levels.attach import attach_levels
from ...scene.levels.levels_file import LevelsUnreadable
from ...scene.places import leaving
from .sources import levels_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bpy.types import Image, Material, Mesh

    from ...scene.levels.level import Level

log = logging.getLogger(__name__)


def bring_levels(wanted: Mapping[Mesh, Level], made_here: Mapping[int, Path]) -> set[Mesh]:
    """Let meshes have the levels that files hold of them; return those whose file does not fit: they were edited."""
    by_file: dict[tuple[Path, Level], list[Mesh]] = {}
    for mesh, level in wanted.items():
        if mesh.is_editable and (path := levels_path(mesh, made_here)) is not None:
            by_file.setdefault((path, level), []).append(mesh)
    edited: set[Mesh] = set()
    with leaving.together():
        for (path, level), meshes in by_file.items():
            try:
                edited.update(attach_levels(path, meshes, level))
            except LevelsUnreadable:
                log.warning("The levels of %s cannot be read", meshes[0].name)
                edited.update(meshes)
    return edited


def bring_pictures(
    sides: Mapping[Material, int],
    meshes: Mapping[Material, Mesh],
    missing: Iterable[Image],
    made_here: Mapping[int, Path],
) -> None:
    """Let pictures have the smaller ones that files hold of them."""
    lacking = set(missing)
    by_file: dict[Path, tuple[dict[Image, None], set[int]]] = {}
    for material, side in sides.items():
        wanted = [full for full in pictures.full_pictures(material).values() if full in lacking]
        mesh = meshes.get(material)
        path = levels_path(mesh, made_here) if wanted and mesh is not None else None
        if path is not None:
            images, its_sides = by_file.setdefault(path, ({}, set()))
            images.update(dict.fromkeys(wanted))
            its_sides.add(side)
    with leaving.together():
        for path, (images, its_sides) in by_file.items():
            try:
                pictures.attach_pictures(path, images, its_sides)
            except LevelsUnreadable:
                log.warning("The smaller pictures in %s cannot be read", path)

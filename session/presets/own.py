# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist's own presets, as their files are now. Cheap: a file is read once, and again after it was changed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ...api.presets.preset_text import PresetUnusable
from .choosing import read

if TYPE_CHECKING:
    from ...api.options.generation_options import GenerationOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPreset:
    """One file."""

    path: Path
    options: GenerationOptions | None
    """None if it cannot be used; choosing it says why."""

    @property
    def name(self) -> str:
        """As Blender shows it."""
        return bpy.path.display_name(self.path.name, title_case=False)


def own_presets(folders: Iterable[str]) -> tuple[OwnPreset, ...]:
    """Return the presets of these folders by name, 3 before 20."""
    files = [entry for folder in folders for entry in _entries(folder)]
    return tuple(
        OwnPreset(path=Path(file.path), options=_options(file.path, _version(file)))
        for file in sorted(files, key=lambda file: _in_order(file.name))
    )


def _entries(folder: str) -> Sequence[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [each for each in entries if each.name.lower().endswith(".py") and not each.name.startswith(".")]
    except OSError:  # it went since Blender found it
        return ()


def _in_order(name: str) -> Any:
    return [int(part) if at % 2 else part for at, part in enumerate(re.split(r"(\d+)", name.lower()))]


def _version(file: os.DirEntry[str]) -> tuple[int, int]:
    """Return what is another value after the file was written."""
    try:
        status = file.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=256)
def _options(path: str, version: tuple[int, int]) -> GenerationOptions | None:
    try:
        return read(Path(path)).options
    except PresetUnusable:
        return None

# SPDX-License-Identifier: GPL-3.0-or-later
"""Props of the sandbox and other meshes, and the levels that a background Blender makes of them."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from preparing import prepare

Part = Callable[[str], ModuleType]


class Made:
    """A full mesh and what was made of it, in the open file."""

    def __init__(self, answer: dict[str, Any], full: Path, levels: Path) -> None:
        self.answer = answer
        """What the background Blender reports."""
        with bpy.data.libraries.load(str(full), link=False) as (held, wanted):
            wanted.meshes, wanted.images = held.meshes, held.images
        self.full_meshes: list[bpy.types.Mesh] = list(wanted.meshes)
        self.full_images: list[bpy.types.Image] = list(wanted.images)
        self.meshes: list[bpy.types.Mesh] = []
        self.images: list[bpy.types.Image] = []
        if levels.exists():
            with bpy.data.libraries.load(str(levels), link=False) as (held, wanted):
                wanted.meshes, wanted.images = held.meshes, held.images
            self.meshes, self.images = list(wanted.meshes), list(wanted.images)

    @property
    def full(self) -> bpy.types.Mesh:
        """The only full mesh."""
        (mesh,) = self.full_meshes
        return mesh

    def level(self, word: str) -> bpy.types.Mesh:
        """The mesh of a level."""
        (mesh,) = (each for each in self.meshes if each["rodin_props_level"] == word)
        return mesh

    @property
    def words(self) -> set[str]:
        """The levels there are."""
        return {each["rodin_props_level"] for each in self.meshes}


@pytest.fixture
def make(part: Part) -> Callable[[Path], Made]:
    """A function that has the levels of the meshes of a .blend made as the worker does."""

    def run(source: Path) -> Made:
        output = source.with_name("levels.blend")
        command = part("scene.background.commands").prepare_command()
        answer = prepare(command, source, kind="LEVELS", output=str(output), ends_with_input=False)
        return Made(answer, source, output)

    return run


@pytest.fixture
def blend_of(part: Part, tmp_path: Path) -> Callable[..., Path]:
    """A function that writes meshes into a .blend and returns its path."""

    def write(*meshes: bpy.types.Mesh) -> Path:
        path = tmp_path / "meshes.blend"
        part("scene.blend_file").write_blend(path, meshes)
        return path

    return write

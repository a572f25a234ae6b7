# SPDX-License-Identifier: GPL-3.0-or-later
"""Meshes on their way to the service."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]


@pytest.fixture
def export(part: Part, tmp_path: Path) -> Callable[..., Any]:
    """A function that exports objects, each into a folder of its name, and waits for it."""

    def run(*targets: bpy.types.Object, largest_bytes: int = 10_000_000, **how: Any) -> Any:
        bpy.context.view_layer.update()
        folders = [tmp_path / target.name for target in targets]
        for folder in folders:
            folder.mkdir(exist_ok=True)
        meshes = list(zip(targets, folders, strict=True))
        done = part("scene.export.mesh_export").MeshExport(
            bpy.context.view_layer, meshes, largest_bytes=largest_bytes, **how
        )
        try:
            done.wait()
        finally:
            done.cleanup()
        return done

    return run

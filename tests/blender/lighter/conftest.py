# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop, and the file with its levels."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import light_scene
import pytest

Part = Callable[[str], ModuleType]


@pytest.fixture
def levels_path(addon: ModuleType, tmp_path: Path) -> Path:
    """Where the file with the levels of the prop is."""
    return tmp_path / "levels.blend"


@pytest.fixture
def prop(part: Part, levels_path: Path) -> Any:
    """A prop of 4,000 triangles that has landed scaled by 2, as big props do; its levels are in their file."""
    mesh = light_scene.shape("Chair", 4000)
    mesh.materials.append(light_scene.material("Chair", side=1024))
    light_scene.write_levels(levels_path, {"Chair": mesh})
    part("scene.mesh_data").transform(mesh, light_scene.Matrix.Scale(2.0, 4))
    made = light_scene.stand(mesh, "Chair")
    provenance = part("scene.provenance")
    provenance.write(
        made, provenance.Provenance(job_id="chair-job", name="Chair", triangles=light_scene.triangles(mesh))
    )
    return made


@pytest.fixture
def show(part: Part, levels_path: Path) -> Callable[..., Any]:
    """A function that shows a level of props, from their file if need be."""
    levels = part("scene.levels.level").Level

    def shown(word: str, *props: Any) -> Any:
        fulls = {part("scene.mesh_data").full_mesh_of(each): levels[word] for each in props}
        result = part("scene.levels.show").show(fulls)
        if result.missing:
            part("scene.levels.attach").attach_levels(levels_path, result.missing, levels[word])
            result = part("scene.levels.show").show(fulls)
        return result

    return shown

# SPDX-License-Identifier: GPL-3.0-or-later
"""What the check leaves to Blender's importer becomes a prop, or is refused in words; nothing of it stays behind."""

import contextlib
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import bpy
import pytest
from support.jobs.left_to_the_importer import LEFT_TO_THE_IMPORTER


@pytest.mark.parametrize("name", LEFT_TO_THE_IMPORTER)
def test_the_importer_says_what_is_wrong(name: str, part: Callable[[str], ModuleType], tmp_path: Path) -> None:
    left, path = LEFT_TO_THE_IMPORTER[name], tmp_path / "model.glb"
    path.write_bytes(left.make())
    unusable = part("scene.errors").PropUnusable
    with pytest.raises(unusable) if left.says else contextlib.nullcontext() as caught:
        prop = part("scene.prepare.direct_import").import_model(bpy.context, path, restore_quads=False)
        assert len(prop.data.polygons) == 1
    if caught is not None:
        assert re.search(left.says, caught.value.reason)
        assert not bpy.data.objects
        assert not bpy.data.meshes
    assert [file.name for file in tmp_path.iterdir()] == ["model.glb"]
    assert path.read_bytes() == left.make()

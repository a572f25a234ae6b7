# SPDX-License-Identifier: GPL-3.0-or-later
"""How an image of the open file is ordered to be made fit, and where the artist's files are."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from scene_snapshot import differences, snapshot

Part = Callable[[str], ModuleType]


@pytest.fixture
def save(part: Part, tmp_path: Path) -> Callable[[Any], Any]:
    """A function that orders an image to be made fit, and gives what became of it; nothing of the open file changes."""

    def run(image: Any) -> Any:
        before = snapshot()
        try:
            destination = tmp_path / "image_1.png"
            order = part("scene.images.blender_images").order_of(image, destination, bpy.context.scene)
        finally:
            assert differences(before, snapshot()) == {}
        preparation = part("scene.images.preparation").PicturePreparation((order,), tmp_path)
        preparation.wait()
        assert not preparation.is_done_here
        (prepared,) = preparation.pictures
        return prepared

    return run


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with the artist's files."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder

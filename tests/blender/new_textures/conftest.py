# SPDX-License-Identifier: GPL-3.0-or-later
"""Meshes of the artist's that get new textures."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from selecting import select
from support.pictures import ramp

Part = Callable[[str], ModuleType]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture that gets redder from the bottom to the top, and bluer from left to right."""
    path = tmp_path / "ramp.png"
    path.write_bytes(ramp())
    return path


@pytest.fixture
def colourful(online: Any) -> Any:
    """The sandbox, with textures that show more than a few dots."""
    online.scenario(texture_pixels=256)
    return online


@pytest.fixture
def retexture(colourful: Any, picture: Path) -> Callable[..., set[str]]:
    """A function that gives objects new textures and waits for them."""

    def press(*targets: bpy.types.Object, **how: Any) -> set[str]:
        select(*targets)
        result: set[str] = bpy.ops.rodin_props.retexture(**{"filepath": str(picture)} | how)
        return result

    return press


@pytest.fixture
def looks(part: Part) -> ModuleType:
    """The module that knows an object's looks."""
    return part("scene.looks.looks")

# SPDX-License-Identifier: GPL-3.0-or-later
"""The presets that come with the extension, in the order of a menu. Their options stand in their files."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from .preset_text import Preset, read_preset

FOLDER = Path(__file__).parents[2] / "presets" / "rodin_props"
"""Where Blender looks for them."""


class BuiltIn(NamedTuple):
    """One preset."""

    label: str
    """Title case."""
    help: str
    """Sentence case, without a full stop."""

    @property
    def stem(self) -> str:
        """Of its file; Blender shows underscores as spaces."""
        return self.label.replace(" ", "_")

    @property
    def path(self) -> Path:
        """Its file."""
        return FOLDER / f"{self.stem}.py"

    @property
    def preset(self) -> Preset:
        """What it says. :raises OSError: the file is gone."""
        return _read(self.path)


BUILT_IN = (
    BuiltIn("Draft", "Rough and quick, to see whether the picture or the words are right"),
    BuiltIn("Layout Prop", "Few quads with PBR maps, for a room full of props"),
    BuiltIn("Game Prop", "Few quads that look like many: detail in the normal map, no light in the textures"),
    BuiltIn("Hero Prop", "Many quads by the finest tier with textures of 4K, for what the camera is close to"),
    BuiltIn("For Printing", "A dense mesh of triangles without materials, to be exported as STL or 3MF"),
)


@cache
def _read(path: Path) -> Preset:
    return read_preset(path.read_text("utf-8"))

# SPDX-License-Identifier: GPL-3.0-or-later
"""Which levels are to be made, and what became of them: plain values, for this Blender and the background one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ..background.request import RunRequest
from .level import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelsRequest(RunRequest):
    """What the background Blender is asked."""

    source: Path
    """A .blend with meshes, and with their materials if there are to be smaller pictures and a proxy with colors."""
    output: Path
    """Where the levels go, as `level` says; written whole or not at all."""

    @property
    def answer_path(self) -> Path:
        """Where a `LevelsMade` is written."""
        return self.folder / "levels.json"

    @classmethod
    def read(cls, path: Path) -> LevelsRequest:
        """Read what `write` wrote."""
        values = json.loads(path.read_text("utf-8"))
        return cls(**values | {name: Path(values[name]) for name in ("source", "output", "folder")})


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeLevel:
    """A level of a mesh."""

    mesh: str
    """The full mesh's name."""
    level: Level
    triangles: int
    likeness: float
    """How much of the outlines of both both cover (IoU), from the side from which that is least: 0 to 1."""
    is_kept: bool
    """It is alike enough, and was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelsMade:
    """All that was made of the meshes of a .blend."""

    levels: tuple[MadeLevel, ...] = ()
    pictures: int = 0
    """Smaller copies of pictures."""
    error: str = ""
    """Why nothing was made, the middle of a sentence; empty if something was."""

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about the levels that were left out."""
        return tuple(
            f"“{each.mesh}” has no level “{each.level.label}”: with so few faces its outline would change too much."
            for each in self.levels
            if not each.is_kept
        )

    def to_json(self) -> str:
        """Return it as text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> LevelsMade:
        """Read it back. :raises KeyError, ValueError, TypeError: for what was not written so."""
        values = json.loads(text)
        levels = tuple(MadeLevel(**each | {"level": Level(each["level"])}) for each in values["levels"])
        return cls(**values | {"levels": levels})

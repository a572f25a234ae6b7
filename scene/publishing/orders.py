# SPDX-License-Identifier: GPL-3.0-or-later
"""Which folder is to be published, and what became of it: plain values, for this Blender and the background one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ... import disk
from ..background.request import RunRequest
from .errors import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRequest(RunRequest):
    """What the background Blender is asked."""

    library: Path
    """The folder that is published."""
    title: str
    """The library's name for those who read it; "" for the one it has, or the folder's."""
    publisher: str
    """Whom they may ask; "" for the one it has."""

    @property
    def answer_path(self) -> Path:
        """Where the answer is written."""
        return self.folder / "answer.json"

    @property
    def progress_path(self) -> Path:
        """Where is written how far it is."""
        return self.folder / "progress.json"

    @classmethod
    def read(cls, path: Path) -> PublishRequest:
        """Read what `write` wrote."""
        values = json.loads(path.read_text("utf-8"))
        return cls(**values | {name: Path(values[name]) for name in ("library", "folder")})


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishProgress:
    """How far it is."""

    file: str = ""
    """Path within the library of the .blend that is looked into, or was last."""
    number: int = 0
    """Which of them it is, from 1."""
    of: int = 0

    @property
    def factor(self) -> float:
        """From 0 to 1."""
        return (self.number - 1) / self.of if self.of else 0.0

    def write(self, path: Path) -> None:
        """Write it, whole. :raises OSError:"""
        disk.write_text(path, json.dumps(asdict(self)))

    @classmethod
    def read(cls, path: Path) -> PublishProgress:
        """Read what was written last; the beginning if nothing was."""
        try:
            return cls(**json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return cls()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishAnswer:
    """What became of it."""

    trouble: Trouble = Trouble.NONE
    detail: str = ""
    """For the error's sentence."""
    assets: int = 0
    """How many the listing has."""

    def write(self, path: Path) -> None:
        """Write it, whole. :raises OSError:"""
        disk.write_text(path, json.dumps(asdict(self)))

    @classmethod
    def read(cls, path: Path) -> PublishAnswer | None:
        """Read what `write` wrote; None if it did not come so far."""
        try:
            values = json.loads(path.read_text("utf-8"))
            return cls(**values | {"trouble": Trouble(values["trouble"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

# SPDX-License-Identifier: GPL-3.0-or-later
"""The request to the background Blender that turns a model into a .blend: written by the worker, read there."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

MESH_NAME = "mesh.glb"
"""The artist's mesh as it is sent, in a job's folder."""
LEVELS = "LEVELS"
"""The kind of a request for the levels of a prop, see ``scene/levels/level.py``."""
LEVELS_FILE = "levels.blend"
"""The levels of a job's prop, in its folder."""
ORIGINAL_NAME = "original.blend"
"""The artist's mesh for the preparation of what comes back, in a job's folder."""


def reduced_path(model: Path) -> Path:
    """Return where the copy of a model goes that is reduced to what becomes a prop; it is removed afterwards."""
    return model.with_name(f"reduced-{model.name}")


def unpacked_path(model: Path) -> Path:
    """Return where the parts of a model that is a zip are unpacked, one at a time; it is removed afterwards."""
    return model.with_name("unpacked-part.glb")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareRequest:
    """Which model to prepare, how, and where the results go."""

    model: Path
    output: Path
    """Where the .blend goes."""
    result: Path
    """Where the answer goes, see ``scene/prepare/convert.py``."""
    name: str
    kind: str = "GENERATION"
    """Of the job: a word of ``jobs.work.Kind``. Or `LEVELS`: those of a prepared .blend, which is the model then."""
    original: Path | None = None
    """A .blend with the mesh that gets new textures, or with the whole of which these are the parts."""
    part_names: str = ""
    """Names of the parts that are wanted, separated by commas."""
    take_materials: bool = False
    """The parts come without materials: they take over those of the original, and its texture coordinates."""
    size_meters: float = 1.0
    size_axis: str = "HEIGHT"
    """What the size measures: HEIGHT or LONGEST_SIDE."""
    preview: Path | None = None
    """A picture for the asset."""
    restore_quads: bool = False
    """It was asked for as quads, whose halves follow one another in the file."""
    max_texture_side_pixels: int = 4096
    mark_asset: bool = True
    ends_with_input: bool = False
    """That process ends when its standard input does."""

    def to_json(self) -> str:
        """Return it as text."""
        values = asdict(self)
        return json.dumps({name: str(value) if isinstance(value, Path) else value for name, value in values.items()})

    @classmethod
    def from_json(cls, text: str) -> "PrepareRequest":
        """Read it back; what is empty takes its default.

        :raises KeyError, ValueError, TypeError: for what no worker writes.
        """
        document = json.loads(text)
        values: dict[str, Any] = {
            field_.name: document[field_.name] for field_ in fields(cls) if document.get(field_.name) is not None
        }
        paths = {
            name: Path(values[name])
            for name in ("model", "output", "result", "preview", "original")
            if values.get(name)
        }
        return cls(**{**values, **paths})

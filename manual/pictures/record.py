# SPDX-License-Identifier: GPL-3.0-or-later
"""What docs/pictures/taken.json remembers: of which version each picture is, and how long a stranger took."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

FILE_NAME = "taken.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Where a picture comes from."""

    version: str
    """Of Rodin Props: “0.1.8”."""
    blender: str
    """The Blender whose window it shows: “5.2.2”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known about the pictures of a folder."""

    pictures: dict[str, Taken] = field(default_factory=dict)
    """By the names of their files, without “.webp”."""
    zip_to_prop_seconds: dict[str, float] = field(default_factory=dict)
    """By Blender's version: what the steps of the README took in the window test, without Rodin's own time."""


def read_record(folder: Path) -> Record:
    """Return the record of a folder of pictures; an empty one if there is none.

    :raises ValueError: it cannot be read.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return Record()
    content = json.loads(path.read_text("utf-8"))
    pictures = {name: Taken(**each) for name, each in content["pictures"].items()}
    return Record(pictures=pictures, zip_to_prop_seconds=content["zip_to_prop_seconds"])


def write_record(folder: Path, record: Record) -> None:
    """Write the record into a folder of pictures, in the order of names, so that changes are seen one by one."""
    text = json.dumps(asdict(record), indent=1, sort_keys=True)
    (folder / FILE_NAME).write_text(f"{text}\n", "utf-8")

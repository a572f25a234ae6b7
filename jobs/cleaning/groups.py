# SPDX-License-Identifier: GPL-3.0-or-later
"""The groups of files that can be freed, and which files of a job belong to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ..states import State


class Group(StrEnum):
    """What files are for, in the order in which they are best freed."""

    REMOVED = "REMOVED"
    INTERRUPTED = "INTERRUPTED"
    LOGS = "LOGS"
    PREPARED = "PREPARED"
    LEDGERS = "LEDGERS"
    REFUSED = "REFUSED"
    MODELS = "MODELS"

    @property
    def label(self) -> str:
        """Title case."""
        return _WORDS[self][0]

    @property
    def sentence(self) -> str:
        """What it is, and what is lost."""
        return _WORDS[self][1]

    @property
    def is_lost_for_good(self) -> bool:
        """It cannot be had again, and models were paid for: the artist must have chosen exactly this."""
        return self in (Group.LEDGERS, Group.REFUSED, Group.MODELS)


_WORDS = {
    Group.REMOVED: (
        "Removed Jobs",
        "What is left of jobs that were removed while some program had their files open. Nothing needs it.",
    ),
    Group.INTERRUPTED: (
        "Interrupted Downloads",
        "Files of stopped jobs that did not come whole. A job that is resumed fetches them from their beginning.",
    ),
    Group.LOGS: (
        "Logs",
        "What the background Blenders and the helper processes wrote. Only needed to look into trouble.",
    ),
    Group.PREPARED: (
        "Prepared Props",
        "Made of the models of props that were imported. They are made again when such a prop is imported once more.",
    ),
    Group.LEDGERS: (
        "Damaged Job Lists",
        "Kept when the list of jobs was damaged and written again. They may name jobs whose folders are lost.",
    ),
    Group.REFUSED: (
        "Refused Models",
        "Models that were paid for and could not become props. After seven days they cannot be fetched again.",
    ),
    Group.MODELS: (
        "Models of Imported Props",
        "The models as they were paid for. Their props stay, but after seven days they can neither be fetched again "
        "nor be prepared for an older Blender.",
    ),
}

_PARTIAL = re.compile(r".*\.part|.*\.tmp|new-.*|reduced-.*|unpacked-part\.glb|.*\.blend@")
_PIECES = "pieces"
_REFUSED = "refused-model."
_LOGS = ("prepare.log", "prepare-result.json", "prepare.json")
_REMADE = ("prepared.blend", "levels.blend")
"""What a background Blender makes of a model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFiles:
    """What must be known of a job to say which of its files belong to which group."""

    id: str
    state: State
    folder: Path
    model_file: str
    """"" while there is none."""
    prepared_file: str

    @property
    def can_make_prop(self) -> bool:
        """The model is on the disk, and it is none that was refused at first."""
        name = self.model_file
        return bool(name) and not name.startswith(_REFUSED) and (self.folder / name).is_file()

    @property
    def has_prop(self) -> bool:
        """The prepared prop is on the disk."""
        return bool(self.prepared_file) and (self.folder / self.prepared_file).is_file()


def files_of(job: JobFiles) -> Iterator[tuple[Group, Path]]:
    """Go through the files of a job that belong to a group; each belongs to one alone.

    :raises OSError: the folder cannot be read.
    """
    can_make_prop, has_prop = job.can_make_prop, job.has_prop
    for path in job.folder.iterdir():
        if path.name == _PIECES and path.is_dir() and not path.is_symlink():
            yield from ((Group.INTERRUPTED, piece) for piece in path.iterdir() if piece.is_file())
        elif path.name in _LOGS:
            yield Group.LOGS, path
        elif _PARTIAL.fullmatch(path.name):
            yield Group.INTERRUPTED, path
        elif path.name.startswith(_REFUSED) and path.name != job.model_file:
            yield Group.REFUSED, path
        elif job.state is State.IMPORTED and path.name in _REMADE and can_make_prop:
            yield Group.PREPARED, path
        elif job.state is State.IMPORTED and path.name == job.model_file and has_prop:
            yield Group.MODELS, path

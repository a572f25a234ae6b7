# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the scene that are being taken, for jobs that do not exist yet."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..scene.capture.picture_capture import PictureCapture
    from .prop_inputs import Inputs


@dataclass(slots=True, kw_only=True)
class PendingCapture:
    """Pictures that are being taken, for jobs that do not exist yet."""

    planned: tuple[tuple[Path, Inputs], ...]
    """Folder and inputs of every job that begins when they are there."""
    capture: PictureCapture
    error: str = ""

    @property
    def inputs(self) -> Inputs:
        """Of the first of the jobs."""
        return self.planned[0][1]

    @property
    def places(self) -> tuple[tuple[str, Inputs], ...]:
        """Id and inputs of every job."""
        return tuple((folder.name, inputs) for folder, inputs in self.planned)

    @property
    def job_ids(self) -> tuple[str, ...]:
        """Ids of the jobs."""
        return tuple(folder.name for folder, _ in self.planned)

    def discard(self) -> None:
        """Stop the other Blender and remove its files and the folders of the jobs."""
        self.capture.cleanup()
        remove_folders(self.planned)


def remove_folders(planned: Iterable[tuple[Path, Inputs]]) -> None:
    """Remove the folders of jobs that will not be made."""
    for folder, _ in planned:
        shutil.rmtree(folder, ignore_errors=True)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures that are being taken or made fit, and meshes that are exported, for jobs that do not exist yet."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..errors import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..scene.capture.picture_capture import PictureCapture
    from ..scene.export.mesh_export import MeshExport
    from .picture_list import PictureInput
    from .prepared_pictures import OrderedPicture, TakenPicture
    from .prop_inputs import Inputs


@dataclass(slots=True, kw_only=True)
class PendingPictures:
    """What is being made for jobs that do not exist yet: pictures, and files of meshes."""

    planned: tuple[tuple[Path, Inputs], ...]
    """Folder and inputs of every job that begins when they are there."""
    capture: PictureCapture | None = None
    """Takes pictures of the scene, for the inputs that have none of their own."""
    ordered: dict[PictureInput, OrderedPicture | TakenPicture] = field(default_factory=dict)
    """The pictures of the other inputs."""
    export: MeshExport | None = None
    """Writes the meshes that are sent."""
    error: str = ""
    """Why it will not be made, in a sentence."""
    remedy: Remedy = Remedy.NONE
    """Helps against that."""

    @property
    def doing(self) -> str:
        """What is waited for, in words."""
        if self.export is not None and not self.export.is_done:
            return f"{'Mesh is' if len(self.planned) == 1 else 'Meshes are'} being exported"
        return "Making the picture ready" if self.capture is None else "Taking the picture"

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

    def close(self) -> None:
        """End the Blenders that take pictures and export meshes, and remove their files."""
        for under_way in (self.capture, self.export):
            if under_way is not None:
                under_way.cleanup()

    def discard(self) -> None:
        """Give it all up: no job will be made."""
        self.close()
        remove_folders(self.planned)


def remove_folders(planned: Iterable[tuple[Path, Inputs]]) -> None:
    """Remove the folders of jobs that will not be made."""
    for folder, _ in planned:
        shutil.rmtree(folder, ignore_errors=True)

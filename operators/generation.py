# SPDX-License-Identifier: GPL-3.0-or-later
"""From inputs to a job: its folder with the pictures, the row in the ledger, the placeholder, the worker.

The order matters: inputs and row first, then the placeholder, then the worker. Nothing is paid before the worker
starts, and whatever happens after it started is in the ledger.
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Vector

from ..api.errors import InvalidOptions, PictureRefused
from ..api.models import GenerationRequest
from ..api.options import GenerationOptions
from ..jobs.files import make_job_folder
from ..jobs.job import NewJob
from ..scene import background, pictures, placement, view_fit
from . import context as addon_context
from . import session, waiting
from .sources import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context

    from ..jobs.job import Job
    from ..scene.view import View


@dataclass(frozen=True, kw_only=True, slots=True)
class Stand:
    """Where a placeholder stands, in world space."""

    location: tuple[float, float, float]
    """On the floor, in scene units."""
    turn: float = 0.0
    """About the vertical, in radians."""
    view: View | None = None
    """The part of a picture that the prop is to take."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Inputs:
    """What a prop is made of."""

    source: Source
    name: str
    prompt: str
    options: GenerationOptions
    pictures: tuple[Path, ...] = ()
    """The user's files, in order; the job gets copies of its own."""
    picture_labels: tuple[str, ...] = ()
    bbox_condition: tuple[int, int, int] | None = None
    size: placement.Size = field(default_factory=placement.Size)
    blockout: str = ""
    """Name of the local object that marks the prop's place; empty for a placeholder at the 3D cursor."""
    fit: placement.Fit = placement.Fit.INSIDE
    """How the prop fills the blockout."""
    stand: Stand | None = None
    """Where the placeholder stands; None for the 3D cursor."""

    def with_concrete_seed(self) -> Inputs:
        """A random seed is drawn here, so that the prop remembers the one it was made with."""
        if self.options.seed >= 0:
            return self
        return replace(self, options=self.options.with_seed(secrets.randbelow(65536)))

    def check(self) -> None:
        """Refuse what the service would refuse.

        :raises InvalidOptions: with the first thing that is wrong.
        """
        request = GenerationRequest(
            options=self.options,
            prompt=self.prompt,
            images=self.pictures,
            image_labels=self.picture_labels,
            bbox_condition=self.bbox_condition,
        )
        for problem in request.problems():
            raise InvalidOptions(problem.field, problem.sentence)


def new_folder(context: Context) -> Path:
    """Make the folder of a new job; its name is the job's id.

    :raises DiskFull, FolderNotWritable:
    """
    chosen = addon_context.preferences(context).files_folder
    root = Path(bpy.path.abspath(chosen)) if chosen else addon_context.user_folder() / "jobs"
    return make_job_folder(root)


def add_job(context: Context, folder: Path, inputs: Inputs) -> Job:
    """Copy the pictures into the folder and write the row. The folder goes again if that fails.

    :raises RodinError: the options clash, a picture cannot be used, or the disk refuses.
    """
    (job,) = add_jobs(context, ((folder, inputs),))
    return job


def add_jobs(context: Context, planned: Sequence[tuple[Path, Inputs]]) -> tuple[Job, ...]:
    """Add several jobs at once, all or none: every input is checked and copied before the first row is written.

    :raises RodinError: as `add_job`; the folders are gone then.
    """
    ledger = session.current().ledger
    added: list[Job] = []
    try:
        new = [_new_job(context, folder, inputs.with_concrete_seed()) for folder, inputs in planned]
        for each in new:
            added.append(ledger.add(each))
    except BaseException:
        for job in added:
            ledger.cancel(job.id)
        for folder, _ in planned[len(added) :]:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return tuple(added)


def _new_job(context: Context, folder: Path, inputs: Inputs) -> NewJob:
    inputs.check()
    account = addon_context.account(context)
    return NewJob(
        account=account.id,
        base_url=account.base_url,
        name=inputs.name,
        source=inputs.source.value,
        prompt=inputs.prompt,
        options=inputs.options,
        images=_copy_pictures(inputs.pictures, folder),
        image_labels=inputs.picture_labels,
        bbox_condition=inputs.bbox_condition,
        target=_target(context, inputs),
        folder=folder,
        prepare_command=background.prepare_command(),
        blender_version=addon_context.blender_version(),
    )


def _copy_pictures(paths: tuple[Path, ...], folder: Path) -> tuple[str, ...]:
    names = []
    for number, path in enumerate(paths, start=1):
        try:
            names.append(pictures.prepare_picture(path, folder / f"image_{number}").path.name)
        except pictures.PictureUnusable as error:
            raise PictureRefused(path.name, str(error)) from error
    return tuple(names)


def _target(context: Context, inputs: Inputs) -> dict[str, Any]:
    return {
        "size_meters": inputs.size.meters,
        "size_axis": inputs.size.axis.value,
        "blend_path": bpy.data.filepath,
        "scene": context.scene.name,
        "blockout": inputs.blockout,
    }


def place(context: Context, job_id: str, inputs: Inputs) -> None:
    """Mark where the prop will be, as an undo step of its own: the blockout, or else a new placeholder."""
    place_all(context, ((job_id, inputs),))


def place_all(context: Context, planned: Sequence[tuple[str, Inputs]]) -> None:
    """Mark the places of several jobs (id, inputs), as one undo step.

    Without the step the user's next Ctrl+Z would take the marks away together with what they did last.
    """
    for job_id, inputs in planned:
        if inputs.blockout:
            local: Any = (inputs.blockout, None)  # not one of the same name from a library
            blockout = bpy.data.objects[local]
            placement.forget_jobs(blockout)
            placement.mark_target(blockout, job_id, inputs.fit)
        else:
            _stand_placeholder(context, job_id, inputs)
    what = planned[0][1].name if len(planned) == 1 else f"{len(planned)} Props"
    bpy.ops.ed.undo_push(message=f"Place {what}")


def _stand_placeholder(context: Context, job_id: str, inputs: Inputs) -> None:
    stand = inputs.stand or Stand(location=tuple(context.scene.cursor.location))
    placeholder = placement.create_placeholder(
        context,
        job_id=job_id,
        name=inputs.name,
        size=inputs.size,
        location=Vector(stand.location),
        turn=stand.turn,
    )
    if stand.view is not None:
        view_fit.remember_view(placeholder, stand.view, context)


def begin_batch(context: Context, batch: Sequence[Inputs]) -> None:
    """Make the jobs of several props, mark their places, let the worker have them.

    :raises RodinError: as `add_jobs` and `start`.
    """
    planned = [(new_folder(context), inputs) for inputs in batch]
    add_jobs(context, planned)
    place_all(context, [(folder.name, inputs) for folder, inputs in planned])
    start(context, *(folder.name for folder, _ in planned))


def start(context: Context, *job_ids: str) -> None:
    """Let the worker have the jobs. In background mode, wait until all props are in the scene.

    :raises RodinError: in background mode, a job failed; ``str()`` says why. The others are in the scene then.
    """
    here = session.current()
    here.refresh()
    here.ensure_worker(context)
    if bpy.app.background:
        waiting.wait_for(context, job_ids)

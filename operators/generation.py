# SPDX-License-Identifier: GPL-3.0-or-later
"""From inputs to a job: its folder with the pictures, the row in the ledger, the placeholder, the worker.

The order matters: inputs and row first, then the placeholder, then the worker. Nothing is paid before the worker
starts, and whatever happens after it started is in the ledger.
"""

from __future__ import annotations

import secrets
import shutil
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ..api.errors import GenerationFailed, InvalidOptions, PictureRefused, Remedy, RodinError
from ..api.models import GenerationRequest
from ..api.options import GenerationOptions
from ..jobs.files import make_job_folder
from ..jobs.job import NewJob
from ..jobs.states import State
from ..scene import background, pictures, placement
from . import context as addon_context
from . import landing, session
from .sources import Source

if TYPE_CHECKING:
    from bpy.types import Context

    from ..jobs.job import Job

_BACKGROUND_POLL_SECONDS = 0.1
_SEND_PATIENCE_SECONDS = 10.0
"""In background mode, a request that cannot even leave (no network) is given up after so long."""


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


class JobEnded(RodinError):
    """A job ended without a prop; says what the ledger says."""

    def __init__(self, job: Job) -> None:
        super().__init__(job.error or job.hold or str(GenerationFailed()))
        self.code = job.error_code or job.hold_code or GenerationFailed.code
        self.remedy = job.remedy or Remedy.TRY_AGAIN


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
    try:
        inputs = inputs.with_concrete_seed()
        inputs.check()
        account = addon_context.account(context)
        new = NewJob(
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
            blender_version=blender_version(),
        )
        return session.current().ledger.add(new)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def blender_version() -> str:
    """As the ledger keeps it: “5.0.1”."""
    return ".".join(str(number) for number in bpy.app.version)


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
    }


def place(context: Context, job_id: str, inputs: Inputs) -> None:
    """Stand a placeholder where the prop will be, as an undo step of its own.

    Without the step the user's next Ctrl+Z would take the placeholder away together with what they did last.
    """
    placement.create_placeholder(
        context, job_id=job_id, name=inputs.name, size=inputs.size, location=context.scene.cursor.location
    )
    bpy.ops.ed.undo_push(message=f"Place {inputs.name}")


def start(context: Context, job_id: str) -> None:
    """Let the worker have the job. In background mode, wait until its prop is in the scene.

    :raises RodinError: in background mode, the job failed; ``str()`` says why.
    """
    here = session.current()
    here.refresh()
    here.ensure_worker(context)
    if bpy.app.background:
        _wait_for(context, job_id)


def _wait_for(context: Context, job_id: str) -> None:
    here = session.current()
    unsent_since = time.monotonic()
    while True:
        here.refresh()
        job = here.ledger.get(job_id)
        if not (job.state is State.QUEUED and job.hold):
            unsent_since = time.monotonic()
        if job.state is State.READY:
            if landing.land(context, job) is not None:
                return
        elif job.state is State.IMPORTED:
            return
        elif not job.active or job.blocked or time.monotonic() - unsent_since > _SEND_PATIENCE_SECONDS:
            if job.state is State.QUEUED:
                # The caller is told that it failed: it must not be sent and paid behind their back later.
                here.ledger.cancel(job_id)
            raise JobEnded(job)
        here.ensure_worker(context)
        time.sleep(_BACKGROUND_POLL_SECONDS)

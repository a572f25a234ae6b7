# SPDX-License-Identifier: GPL-3.0-or-later
"""Camera pictures that are being rendered, and the jobs that begin when they are there.

In a window the render runs as a job of Blender's, so the operator returns at once and the monitor looks after it.
Nothing is paid before the picture is there; when Blender closes meanwhile, only the picture is lost.
"""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import bpy

from ..api.errors import RodinError
from ..scene import background_capture, placement
from ..scene.background_capture import BackgroundCapture
from ..scene.capture import CameraCapture, CaptureError, CaptureState
from . import generation, session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bpy.types import Context

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class PendingCapture:
    """A picture that is being taken, for a job that does not exist yet."""

    inputs: generation.Inputs
    capture: CameraCapture | BackgroundCapture
    folder: Path
    """The future job's folder."""
    others: tuple[tuple[Path, generation.Inputs], ...] = ()
    """Folders and inputs of further jobs that are made from the same picture."""
    error: str = ""

    @property
    def planned(self) -> tuple[tuple[Path, generation.Inputs], ...]:
        """Folder and inputs of every job that the picture is for."""
        return ((self.folder, self.inputs), *self.others)

    @property
    def places(self) -> tuple[tuple[str, generation.Inputs], ...]:
        """Id and inputs of every job that the picture is for."""
        return tuple((folder.name, inputs) for folder, inputs in self.planned)

    @property
    def job_ids(self) -> tuple[str, ...]:
        """Ids of the jobs that the picture is for."""
        return tuple(folder.name for folder, _ in self.planned)

    def discard(self) -> None:
        """Stop the render and remove every trace of it."""
        self.capture.cleanup()
        for folder, _ in self.planned:
            shutil.rmtree(folder, ignore_errors=True)


def begin_generation(context: Context, folder: Path, inputs: generation.Inputs) -> None:
    """Take the picture and go on to the job: at once in background mode, else when the render is done.

    :raises CaptureError: the picture cannot be taken.
    :raises RodinError: the job cannot be added, or it failed (background mode).
    """
    _begin(context, folder, inputs, ())


def begin_batch(context: Context, batch: Sequence[generation.Inputs]) -> None:
    """The same for several jobs that are made from one picture.

    :raises CaptureError, RodinError: as `begin_generation`.
    """
    first, *others = [(generation.new_folder(context), inputs) for inputs in batch]
    _begin(context, *first, tuple(others))


def _begin(
    context: Context, folder: Path, inputs: generation.Inputs, others: tuple[tuple[Path, generation.Inputs], ...]
) -> None:
    pending = _prepare(context, folder, inputs, others)
    try:
        if not bpy.app.background:
            pending.capture.start()
            session.current().captures[folder.name] = pending
            generation.place_all(context, pending.places)
            return
        pending.capture.render_blocking()
    except BaseException:
        session.current().captures.pop(folder.name, None)
        pending.discard()
        raise
    pending.capture.cleanup()
    _add_job(context, pending)
    generation.place_all(context, pending.places)
    generation.start(context, *pending.job_ids)


def _prepare(
    context: Context, folder: Path, inputs: generation.Inputs, others: tuple[tuple[Path, generation.Inputs], ...]
) -> PendingCapture:
    kind = BackgroundCapture if background_capture.is_needed() else CameraCapture
    try:
        capture = kind(
            context.scene,
            view_layer=context.view_layer,
            camera=context.scene.camera,
            output_path=folder / "image_1.png",
        )
    except BaseException:
        for each in (folder, *(other for other, _ in others)):
            shutil.rmtree(each, ignore_errors=True)
        raise
    return PendingCapture(inputs=inputs, capture=capture, folder=folder, others=others)


def _add_job(context: Context, pending: PendingCapture) -> None:
    pictures = (pending.folder / "image_1.png",)
    generation.add_jobs(context, [(folder, replace(inputs, pictures=pictures)) for folder, inputs in pending.planned])


def advance(context: Context) -> bool:
    """Turn finished pictures into jobs; returns whether anything changed."""
    changed = False
    for job_id, pending in tuple(session.current().captures.items()):
        if pending.error:
            continue
        state = pending.capture.poll()
        if state is not CaptureState.RUNNING:
            changed = True
            _finish(context, job_id, pending, state)
    return changed


def _finish(context: Context, job_id: str, pending: PendingCapture, state: CaptureState) -> None:
    try:
        pending.capture.cleanup()
        if state is not CaptureState.DONE:
            raise CaptureError(pending.capture.failure_sentence)
        _add_job(context, pending)
        del session.current().captures[job_id]
        generation.start(context, *pending.job_ids)
    except (CaptureError, RodinError) as error:
        log.warning("The picture for %s could not be taken: %s", pending.inputs.name, error)
        pending.error = str(error)
        pending.discard()
        for each in pending.job_ids:
            placement.remove_placeholders(each)


def cancel(job_id: str) -> bool:
    """Forget a picture that is being taken or has failed; returns whether there was one."""
    pending = session.current().captures.pop(job_id, None)
    if pending is None:
        return False
    pending.discard()
    for each in pending.job_ids:
        placement.remove_placeholders(each)
    return True


def forget_all() -> None:
    """Another file is about to be opened: what was being rendered goes with this one."""
    here = session.current()
    for job_id in tuple(here.captures):
        here.captures.pop(job_id).discard()

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
from ..scene import placement
from ..scene.capture import CameraCapture, CaptureError, CaptureState
from . import generation, session

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.types import Context

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class PendingCapture:
    """A picture that is being taken, for a job that does not exist yet."""

    inputs: generation.Inputs
    capture: CameraCapture
    folder: Path
    """The future job's folder."""
    error: str = ""

    def discard(self) -> None:
        """Stop the render and remove every trace of it."""
        self.capture.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)


def begin_generation(context: Context, folder: Path, inputs: generation.Inputs) -> None:
    """Take the picture and go on to the job: at once in background mode, else when the render is done.

    :raises CaptureError: the picture cannot be taken.
    :raises RodinError: the job cannot be added, or it failed (background mode).
    """
    pending = _prepare(context, folder, inputs)
    try:
        if not bpy.app.background:
            pending.capture.start()
            session.current().captures[folder.name] = pending
            generation.place(context, folder.name, inputs)
            return
        pending.capture.render_blocking()
    except BaseException:
        session.current().captures.pop(folder.name, None)
        pending.discard()
        raise
    pending.capture.cleanup()
    _add_job(context, pending)
    generation.place(context, folder.name, inputs)
    generation.start(context, folder.name)


def _prepare(context: Context, folder: Path, inputs: generation.Inputs) -> PendingCapture:
    try:
        capture = CameraCapture(
            context.scene,
            view_layer=context.view_layer,
            camera=context.scene.camera,
            output_path=folder / "image_1.png",
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return PendingCapture(inputs=inputs, capture=capture, folder=folder)


def _add_job(context: Context, pending: PendingCapture) -> None:
    inputs = replace(pending.inputs, pictures=(pending.folder / "image_1.png",))
    generation.add_job(context, pending.folder, inputs)


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
        generation.start(context, job_id)
    except (CaptureError, RodinError) as error:
        log.warning("The picture for %s could not be taken: %s", pending.inputs.name, error)
        pending.error = str(error)
        pending.discard()
        placement.remove_placeholders(job_id)


def cancel(job_id: str) -> bool:
    """Forget a picture that is being taken or has failed; returns whether there was one."""
    pending = session.current().captures.pop(job_id, None)
    if pending is None:
        return False
    pending.discard()
    placement.remove_placeholders(job_id)
    return True


def forget_all() -> None:
    """Another file is about to be opened: what was being rendered goes with this one."""
    here = session.current()
    for job_id in tuple(here.captures):
        here.captures.pop(job_id).discard()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the scene that another Blender takes, and the jobs that begin when they are there.

In a window the operator returns as soon as the scene is copied, and the monitor looks after the pictures.
Nothing is paid before the picture is there; when Blender closes meanwhile, only the picture is lost.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import bpy

from ...errors import RodinError
from ...jobs.files import refused_write
from ...scene.capture import viewport_picture
from ...scene.capture.ordering import camera_capture, views_capture
from ...scene.capture.picture_capture import CaptureState, PictureCapture
from ...scene.errors import CaptureError, FileClosed
from ...scene.places import placement
from .. import session
from ..pending_capture import PendingCapture, remove_folders
from ..sources import Source
from . import copy_time, generation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from bpy.types import Context

    from ..prop_inputs import Inputs

log = logging.getLogger(__name__)


def begin(context: Context, batch: Sequence[Inputs]) -> None:
    """Make a job of each of the inputs. One picture of the scene serves all that have none of their own.

    In background mode, return when the props are in the scene.

    :raises CaptureError: the picture cannot be taken.
    :raises RodinError: the jobs cannot be added, or one failed (background mode).
    """
    planned = [(generation.new_folder(context), inputs) for inputs in batch]
    lacking = [
        (folder, inputs) for folder, inputs in planned if inputs.source.description.is_of_scene and not inputs.pictures
    ]
    if not lacking:
        generation.begin(context, planned)
    elif not lacking[0][1].source.description.is_rendered:
        with _no_folders_left(planned):
            picture = viewport_picture.viewport_capture(context, lacking[0][0] / "image_1.png")
        generation.begin(context, _with_pictures(planned, (picture,), ()))
    else:
        with _no_folders_left(planned):
            capture = _capture_for(context, *lacking[0])
        _begin_rendered(context, PendingCapture(planned=tuple(planned), capture=capture))


@contextmanager
def _no_folders_left(planned: Sequence[tuple[Path, Inputs]]) -> Iterator[None]:
    """Remove the folders if there will be no jobs.

    Use it only until the jobs are added: after that, the folders hold what is paid.

    :raises DiskFull, FolderNotWritable: in place of an `OSError`.
    """
    try:
        yield
    except BaseException as error:
        remove_folders(planned)
        if isinstance(error, OSError):
            raise refused_write(error, planned[0][0]) from error
        raise


def _begin_rendered(context: Context, pending: PendingCapture) -> None:
    first_id = pending.job_ids[0]
    with _no_folders_left(pending.planned):
        try:
            if not bpy.app.background:
                with copy_time.waiting_mouse(context, pending.inputs.source):
                    pending.capture.start()
                copy_time.remember_speed(pending.capture.copied_bytes, pending.capture.copying_seconds)
                session.current().captures[first_id] = pending
                generation.place_all(context, pending.places)
                return
            pending.capture.render_blocking()
        except BaseException:
            session.current().captures.pop(first_id, None)
            pending.capture.cleanup()
            raise
    pending.capture.cleanup()
    _add_jobs(context, pending)
    generation.place_all(context, pending.places)
    generation.start(context, *pending.job_ids)


def _capture_for(context: Context, folder: Path, inputs: Inputs) -> PictureCapture:
    if inputs.source is Source.VIEWS:
        return views_capture(
            context.scene, view_layer=context.view_layer, subject=context.selected_objects, folder=folder
        )
    return camera_capture(
        context.scene,
        view_layer=context.view_layer,
        camera=context.scene.camera,
        output_path=folder / "image_1.png",
        only=context.selected_objects if inputs.only_selected else None,
    )


def _add_jobs(context: Context, pending: PendingCapture) -> None:
    """Add the jobs with the pictures that were taken.

    Sides that show nothing have no picture: a poster, for instance, gives two.
    """
    pictures, labels = pending.capture.pictures, pending.capture.labels
    generation.add_jobs(context, _with_pictures(pending.planned, pictures, labels))


def _with_pictures(
    planned: Iterable[tuple[Path, Inputs]], pictures: tuple[Path, ...], labels: tuple[str, ...]
) -> list[tuple[Path, Inputs]]:
    """Return the same plan, with these pictures for the inputs that have none."""
    return [
        (folder, inputs if inputs.pictures else replace(inputs, pictures=pictures, picture_labels=labels))
        for folder, inputs in planned
    ]


def advance(context: Context) -> bool:
    """Turn finished pictures into jobs; return whether anything changed."""
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
        _add_jobs(context, pending)
    except RodinError as error:
        log.warning("The picture for %s could not be taken: %s", pending.inputs.name, error)
        pending.error = str(error)
        pending.discard()
        for pending_job_id in pending.job_ids:
            placement.remove_placeholders(pending_job_id)
        return
    del session.current().captures[job_id]
    generation.start(context, *pending.job_ids)  # if it fails, the jobs and their folders stay


def cancel(job_id: str) -> bool:
    """Forget a picture that is being taken or has failed; return whether there was one."""
    pending = session.current().captures.pop(job_id, None)
    if pending is None:
        return False
    pending.discard()
    for pending_job_id in pending.job_ids:
        placement.remove_placeholders(pending_job_id)
    return True


def forget_all() -> None:
    """Give up all pictures: another file is about to be opened, and the places of the props go with this one.

    Nothing was paid for them yet. The list says what became of them.
    """
    for pending in session.current().captures.values():
        if not pending.error:
            pending.error = str(FileClosed())
            pending.discard()

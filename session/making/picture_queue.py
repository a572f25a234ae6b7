# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and meshes that background Blenders make; the jobs begin when they are there.

In a window the operator returns as soon as they are ordered, and the monitor looks after them. Nothing is paid before
every picture is there and shows something, and every mesh is within its bounds; when Blender closes meanwhile, only
those files are lost.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import bpy

from ...errors import RodinError
from ...jobs.files import refused_write
from ...scene.capture.ordering import camera_capture, cuts_capture, views_capture
from ...scene.capture.picture_capture import CaptureState, PictureCapture
from ...scene.errors import CaptureError, FileClosed
from ...scene.images.orders import PreparedPicture
from .. import session
from ..inputs.pictures import order_pictures, refusal_of
from ..pending_pictures import PendingPictures, remove_folders
from ..picture_list import ViewportPicture
from ..prepared_pictures import TakenPicture
from ..sources import Source
from . import copy_time, generation, places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bpy.types import Context

    from ...jobs.job import Job
    from ..prop_inputs import Inputs

    Place = Callable[[Context, Sequence[tuple[str, Inputs]]], None]
    """Marks where the props of jobs (id, inputs) will be, as one undo step."""

    Start = Callable[..., None]
    """Gives jobs (context, *ids) to the worker."""

log = logging.getLogger(__name__)


def begin(
    context: Context,
    batch: Sequence[Inputs],
    *,
    place: Place = generation.place_all,
    start: Start = generation.start,
) -> None:
    """Make a job of each of the inputs. One picture of the scene serves all that have none of their own.

    In background mode, return when the props are in the scene.

    :param start: is called in background mode once the jobs have their places.
    :raises CaptureError: the picture of the scene cannot be taken.
    :raises RodinError: a picture cannot be sent, the jobs cannot be added, or one failed (background mode).
    """
    planned = [(generation.new_folder(context), _with_viewport(inputs)) for inputs in batch]
    with _no_folders_left(planned):
        pending = _order(context, planned)
        if bpy.app.background:
            _wait(pending)
        if refusal_of(pending.ordered) is None and _is_waiting(pending):
            session.current().pending[pending.job_ids[0]] = pending
            place(context, pending.places)
            return
        jobs = _add_jobs(context, pending)
    try:
        place(context, pending.places)
    except BaseException:
        generation.call_off(job.id for job in jobs)  # a job without a place must not be sent
        raise
    start(context, *pending.job_ids)


def _with_viewport(inputs: Inputs) -> Inputs:
    is_viewport = inputs.source is Source.VIEWPORT and not inputs.pictures
    return replace(inputs, pictures=(ViewportPicture(),)) if is_viewport else inputs


@contextmanager
def _no_folders_left(planned: Sequence[tuple[Path, Inputs]]) -> Iterator[None]:
    """Remove the folders if there will be no jobs.

    Use it only until the jobs are added: after that, the folders hold what is paid.

    :raises DiskFull, FolderNotWritable: in place of an `OSError`.
    """
    try:
        yield
    except BaseException as error:
        if pending := session.current().pending.pop(planned[0][0].name, None):
            pending.close()
        remove_folders(planned)
        if isinstance(error, OSError):
            raise refused_write(error, planned[0][0]) from error
        raise


def _order(context: Context, planned: Sequence[tuple[Path, Inputs]]) -> PendingPictures:
    """Order all pictures; the copy of the scene is written meanwhile, which blocks the window for a moment."""
    for _, inputs in planned:
        if not _is_to_be_taken(inputs):  # those are checked when it is known how many pictures they have
            inputs.check()
    lacking = [each for each in planned if _is_to_be_taken(each[1])]
    capture = _capture_for(context, lacking) if lacking else None
    given = dict.fromkeys(picture for _, inputs in planned for picture in inputs.pictures)
    ordered = order_pictures(context, given)
    if capture is not None:
        with copy_time.waiting_mouse(context, lacking[0][1].source):
            capture.start()
        copy_time.remember_speed(capture.copied_bytes, capture.copying_seconds)
    pending = PendingPictures(planned=tuple(planned), capture=capture, ordered=ordered)
    if any(inputs.is_exported for _, inputs in planned):
        from . import mesh_exports  # only what is done to meshes needs it

        try:
            pending.export = mesh_exports.begin(context, planned)
        except BaseException:
            pending.close()
            raise
    return pending


def _is_to_be_taken(inputs: Inputs) -> bool:
    return inputs.source.description.is_rendered and not inputs.pictures


def _capture_for(context: Context, lacking: Sequence[tuple[Path, Inputs]]) -> PictureCapture:
    cuts = {folder / "image_1.png": inputs.cut for folder, inputs in lacking if inputs.cut is not None}
    if cuts:
        return cuts_capture(context.scene, view_layer=context.view_layer, camera=context.scene.camera, cuts=cuts)
    folder, inputs = lacking[0]
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


def _wait(pending: PendingPictures) -> None:
    for each in pending.ordered.values():
        each.wait()
    for under_way in (pending.capture, pending.export):
        if under_way is not None:
            under_way.wait()


def _is_waiting(pending: PendingPictures) -> bool:
    if pending.capture is not None and pending.capture.poll() is CaptureState.RUNNING:
        return True
    if pending.export is not None and not pending.export.poll():
        return True
    return any(each.result is None for each in pending.ordered.values())


def _add_jobs(context: Context, pending: PendingPictures) -> tuple[Job, ...]:
    """Add the jobs with the pictures that are there now.

    Sides that show nothing have no picture: a poster, for instance, gives two.

    :raises RodinError: a picture cannot be sent, or the jobs cannot be added.
    """
    pending.close()
    if refused := refusal_of(pending.ordered):
        raise refused
    if pending.export is not None:
        if pending.export.error is not None:
            raise pending.export.error
        session.current().remarks.extend(pending.export.remarks)
    if pending.capture is None:
        return generation.add_jobs(context, pending.planned, pending.ordered)
    if pending.capture.state is not CaptureState.DONE:
        raise CaptureError(pending.capture.failure_sentence)
    pictures, labels = pending.capture.pictures, pending.capture.labels
    taken = {path: TakenPicture(PreparedPicture(path=path)) for path in pictures}
    planned = []
    for folder, inputs in pending.planned:
        # One serves all, but each cut is a picture of its own.
        own = tuple(path for path in pictures if path.parent == folder) if inputs.cut is not None else pictures
        is_lacking = _is_to_be_taken(inputs)
        planned.append((folder, replace(inputs, pictures=own, picture_labels=labels) if is_lacking else inputs))
    return generation.add_jobs(context, planned, {**pending.ordered, **taken})


def advance(context: Context) -> bool:
    """Turn finished pictures into jobs; return whether anything changed."""
    state = session.current()
    changed = state.has_pictures and state.pictures.poll()
    for job_id, pending in tuple(state.pending.items()):
        is_refused = refusal_of(pending.ordered) is not None
        if not pending.error and (is_refused or not _is_waiting(pending)):
            changed = True
            _finish(context, job_id, pending)
    return changed


def _finish(context: Context, job_id: str, pending: PendingPictures) -> None:
    state = session.current()
    try:
        _add_jobs(context, pending)
    except RodinError as error:
        log.warning("What is made for %s cannot be sent: %s", pending.inputs.name, error)
        pending.error, pending.remedy = str(error), error.remedy
        state.warnings.append(str(error))
        pending.discard()
        _forget_places(pending)
        return
    del state.pending[job_id]
    generation.start(context, *pending.job_ids)  # if it fails, the jobs and their folders stay


def cancel(job_id: str) -> bool:
    """Forget pictures that are on their way or cannot be sent; return whether there were any."""
    pending = session.current().pending.pop(job_id, None)
    if pending is None:
        return False
    pending.discard()
    _forget_places(pending)
    return True


def _forget_places(pending: PendingPictures) -> None:
    for job_id in pending.job_ids:
        places.forget(job_id)


def forget_all() -> None:
    """Give up all pictures: another file is about to be opened, and the places of the props go with this one.

    Nothing was paid for them yet. The list says what became of them.
    """
    for pending in session.current().pending.values():
        if not pending.error:
            pending.error = str(FileClosed())
            pending.discard()

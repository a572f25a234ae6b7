# SPDX-License-Identifier: GPL-3.0-or-later
"""From inputs to a job: its folder with the pictures, the row in the ledger, the placeholder, the worker.

The order matters: inputs and row first, then the placeholder, then the worker. Nothing is paid before the worker
starts, and whatever happens after it started is in the ledger.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Vector

from ...api.options.advice import warnings
from ...errors import RodinError
from ...jobs.crashpoints import reached
from ...jobs.errors import JobGone
from ...jobs.files import make_job_folder
from ...jobs.job import NewJob
from ...jobs.states import IllegalMove
from ...jobs.target import Target
from ...scene.background import commands
from ...scene.places import placement, view_fit
from .. import addon, session
from ..inputs import prices
from ..inputs.pictures import copy_pictures, order_pictures
from ..landing import file_of_jobs, wait_in_background
from ..language import translated
from ..prop_inputs import Inputs, PlaceholderPose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bpy.types import Context

    from ...jobs.job import Job
    from ...jobs.orders.spending import ScriptLimit
    from ..inputs.pictures import Ordered


def new_folder(context: Context) -> Path:
    """Make the folder of a new job; its name is the job's id.

    :raises DiskFull, FolderNotWritable:
    """
    chosen = addon.preferences(context).files_folder
    root = Path(bpy.path.abspath(chosen)) if chosen else addon.user_folder() / "jobs"
    folder = make_job_folder(root)
    reached("generate:after-folder")
    return folder


def add_jobs(
    context: Context,
    planned: Sequence[tuple[Path, Inputs]],
    ordered: Ordered | None = None,
    *,
    again: Sequence[Job] = (),
    limit: ScriptLimit | None = None,
) -> tuple[Job, ...]:
    """Add jobs, all or none: every input is checked and copied before the rows are written, in one transaction.

    :param ordered: the pictures of the inputs; None to have them made fit now, and to wait for it.
    :param again: jobs that were never paid, to be sent again with the new ones.
    :param limit: what scripts may spend, if one asks for it.
    :returns: the new jobs, then the others.
    :raises OrderKnown: another program has ordered one of them meanwhile.
    :raises ScriptLimitReached:
    :raises RodinError: the options clash, a picture cannot be used, or the disk refuses; the folders are gone then.
    """
    ledger = session.current().ledger
    session.current().refresh()  # another Blender may have learned a price
    try:
        if ordered is None:
            ordered = order_pictures(context, [picture for _, inputs in planned for picture in inputs.pictures])
        new = [_new_job(context, folder, inputs.with_concrete_seed(), ordered) for folder, inputs in planned]
        session.current().note_daily_limit(context)
        added = ledger.orders.add(new, again=again, limit=limit)
        file_of_jobs.note(job.id for job in added)
    except BaseException:
        _take_back([folder for folder, _ in planned])
        raise
    return added


def _take_back(folders: Sequence[Path]) -> None:
    """Remove the folders of jobs that were not added; cancel those that were, should it have been stopped after that.

    If the ledger does not even say which they are, the worker removes the folders later.
    """
    ledger = session.current().ledger
    with suppress(RodinError):
        added = {job.id for job in ledger.reader.several(folder.name for folder in folders)}
        call_off(added)
        for folder in folders:
            if folder.name not in added:
                shutil.rmtree(folder, ignore_errors=True)


def call_off(job_ids: Iterable[str]) -> None:
    """Cancel jobs that are not to be sent. What somebody else ended or removed meanwhile stays so."""
    for job_id in job_ids:
        with suppress(JobGone, IllegalMove):
            session.current().ledger.cancel(job_id)


def _new_job(context: Context, folder: Path, inputs: Inputs, ordered: Ordered) -> NewJob:
    inputs.check()
    session.current().remarks += [warning.sentence for warning in warnings(inputs.options)]
    account = addon.account(context)
    return NewJob(
        account=account.id,
        base_url=account.base_url,
        name=inputs.name,
        source=inputs.source.value,
        prompt=inputs.prompt,
        options=inputs.options,
        images=copy_pictures(inputs.pictures, folder, ordered),
        image_labels=inputs.picture_labels,
        bbox_condition=inputs.bbox_condition,
        target=_target(inputs),
        work=inputs.work,
        estimated_credits=prices.price_of(context, inputs.list_price).credits,
        folder=folder,
        prepare_command=commands.prepare_command(),
        blender_version=addon.blender_version(),
        blend_path=bpy.data.filepath,
        ordered=inputs.ordered,
    )


def _target(inputs: Inputs) -> Target:
    return Target(
        size_meters=inputs.size.meters,
        size_axis=inputs.size.axis.value,
        blockout=inputs.blockout,
        only_selected=inputs.only_selected,
        variant_of=inputs.variant_of,
        facing=inputs.facing.value,
    )


def place_all(context: Context, planned: Sequence[tuple[str, Inputs]]) -> None:
    """Mark the places of several jobs (id, inputs), as one undo step.

    Without the step the user's next Ctrl+Z would take the marks away together with what they did last.
    """
    mark_places(context, planned)
    one = f"Place {planned[0][1].name}"
    bpy.ops.ed.undo_push(message=translated(one if len(planned) == 1 else f"Place {len(planned)} Props"))


def mark_places(context: Context, planned: Sequence[tuple[str, Inputs]]) -> None:
    """Mark the places of several jobs (id, inputs). Pushes no undo step."""
    for job_id, inputs in planned:
        if inputs.blockout:
            local: Any = (inputs.blockout, None)  # not one of the same name from a library
            blockout = bpy.data.objects[local]
            placement.forget_jobs(blockout)
            placement.mark_target(blockout, job_id, inputs.fit, inputs.facing)
            own = addon.own_inputs(blockout)
            own.job = own.family = job_id
            if (pose := inputs.placeholder_pose) is not None and pose.view is not None:
                view_fit.remember_view(blockout, pose.view, context, turn=pose.turn)
        else:
            _place_placeholder(context, job_id, inputs)


def _place_placeholder(context: Context, job_id: str, inputs: Inputs) -> None:
    pose = inputs.placeholder_pose or PlaceholderPose(location=tuple(context.scene.cursor.location))
    placeholder = placement.create_placeholder(
        context,
        job_id=job_id,
        name=inputs.name,
        size=inputs.size,
        location=Vector(pose.location),
        turn=pose.turn,
        facing=inputs.facing,
    )
    if pose.view is not None:
        view_fit.remember_view(placeholder, pose.view, context)


def start(context: Context, *job_ids: str) -> None:
    """Give the jobs to the worker. In background mode, wait until all props are in the scene.

    :raises RodinError: in background mode, a job failed; ``str()`` says why. The others are in the scene then.
    """
    state = session.current()
    state.refresh()
    reached("generate:before-worker")
    state.ensure_worker(context)
    reached("generate:after-worker")
    if bpy.app.background:
        wait_in_background.wait_for(context, job_ids)

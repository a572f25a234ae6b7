# SPDX-License-Identifier: GPL-3.0-or-later
"""A task that was paid for on another computer becomes a job here, which costs nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from ...api.options.generation_options import GenerationOptions
from ...api.options.types import MeshMode
from ...jobs.gallery.task_id import usable_task_id
from ...jobs.job import NewJob
from ...jobs.target import Target
from ...scene.background import commands
from .. import addon, session
from ..inputs import naming
from .generation import new_folder

if TYPE_CHECKING:
    from bpy.types import Context

    from ...jobs.job import Job


def add_task(context: Context, text: str, *, name: str = "", has_quads: bool = True) -> Job:
    """Add a task by its id. Its files are fetched once ``generation.start`` gives the job to the worker.

    Its prop waits in the list, and has the size that the panel's settings say.

    :param text: what the artist pasted; the id is in it.
    :param name: of the prop; "" to name it after the id.
    :param has_quads: it was asked for as quads; its file alone does not tell.
    :raises TaskIdUnusable, TaskKnown:
    :raises RodinError: there is no key, or the disk refuses; nothing is added then.
    """
    task_uuid = usable_task_id(text)
    account, settings = addon.account(context), addon.settings(context)
    folder = new_folder(context)
    new = NewJob(
        account=account.id,
        base_url=account.base_url,
        name=naming.clean_name(name) or f"Task {task_uuid[:8]}",
        source="",
        folder=folder,
        options=GenerationOptions(mesh_mode=MeshMode.QUAD if has_quads else MeshMode.RAW),
        target=Target(size_meters=settings.height_meters, size_axis=settings.size_axis),
        prepare_command=commands.prepare_command(),
        blender_version=addon.blender_version(),
    )
    try:
        return session.current().ledger.add_task(new, task_uuid)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise

# SPDX-License-Identifier: GPL-3.0-or-later
"""The blockouts of a set wait for their props, which land together; and what is ready comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...scene.choices import Facing
from ...scene.measure.sizing import Fit
from ...scene.mesh_data import full_mesh_of
from ...scene.naming import local_object
from ...scene.places import placement
from ...scene.props import mesh_fit, variants
from .. import addon
from ..gallery.importing import import_jobs
from ..language import translated
from ..making import generation
from . import asked_for
from .members import members
from .rows import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bpy.types import Context, Object

    from ..gallery.importing import Imported
    from ..prop_inputs import Inputs
    from .rows import Row


def places_for(asked: Sequence[Row]) -> Callable[[Context, Sequence[tuple[str, Inputs]]], None]:
    """Return what lets blockouts, and props that are made again, wait for jobs (id, inputs), as one undo step.

    :param asked: the rows that the jobs are for, in their order.
    """

    def place(context: Context, planned: Sequence[tuple[str, Inputs]]) -> None:
        waiting: list[Object] = []
        for row, (job_id, inputs) in zip(asked, planned, strict=True):
            if inputs.variant_of:
                waiting += _mark_prop(context, row, job_id, inputs)
            else:
                generation.mark_places(context, [(job_id, inputs)])
                waiting.append(local_object(row.name))
                asked_for.remember(local_object(row.name))
            addon.own_inputs(local_object(row.name)).again = False
        if addon.dressing(context).together and len(planned) > 1:
            placement.mark_together(waiting, planned[0][0])
        one = f"Dress {planned[0][1].name}"
        bpy.ops.ed.undo_push(message=translated(one if len(planned) == 1 else f"Dress {len(planned)} Blockouts"))

    return place


def _mark_prop(context: Context, row: Row, job_id: str, inputs: Inputs) -> list[Object]:
    """Let a prop wait for its next mesh, and the copies that share the present one."""
    copies = variants.copies_of(local_object(row.prop_name))
    for prop in copies:
        placement.forget_jobs(prop)
        placement.mark_target(prop, job_id, mesh_fit.fit_of_mesh(full_mesh_of(prop)))
    for target in members(context):
        own = addon.own_inputs(target)
        if own.job == row.job_id:
            own.job, own.family, own.again = job_id, inputs.variant_of, False
            asked_for.remember(target)
    return copies


def bring_in(context: Context, found: Iterable[Row]) -> Imported:
    """Bring what is ready into the scene as one undo step, at its blockouts; others are not waited for."""
    settings = addon.settings(context)
    ready = [row for row in found if row.stage is Stage.READY]
    for row in ready:
        target = local_object(row.name)
        asked_for.restore(target)
        if not row.prop_name and row.job_id not in placement.job_ids_of(target):  # the prop came and was deleted
            placement.mark_target(
                target, row.job_id, Fit.STRETCH if settings.stretch else Fit.INSIDE, Facing[settings.facing]
            )
    return import_jobs(context, dict.fromkeys(row.job_id for row in ready))

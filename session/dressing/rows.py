# SPDX-License-Identifier: GPL-3.0-or-later
"""How far each blockout of a set is, and whether the next press asks for its prop."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import bpy

from ...jobs.states import State
from ...scene.places import blockouts, placement
from .. import addon, session
from ..inputs.blockouts import pending_job_ids
from .members import members, props_by_job

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bpy.types import Context, Object

    from ...jobs.job import Job


class Stage(StrEnum):
    """How far a blockout is."""

    NONE = "NONE"
    """It has no prop, and none is on its way."""
    WAITING = "WAITING"
    READY = "READY"
    """Its prop is paid for and not in the scene: others are waited for, or its landing was undone."""
    DONE = "DONE"
    FAILED = "FAILED"
    UNUSABLE = "UNUSABLE"
    """It cannot be a blockout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One blockout as it was found. Names and no objects: undo makes all objects anew."""

    name: str
    """Of the local blockout."""
    stage: Stage
    job_id: str = ""
    """Of the job that was asked for last."""
    prop_name: str = ""
    """Of the prop in the scene; "" if there is none."""
    refusal: str = ""
    """Why it cannot be a blockout, as the end of a sentence."""
    again: bool = False
    """The artist wants another one."""
    is_safe_to_ask: bool = True
    """Nothing that was paid for, or may have been, is lost if it is asked for."""


def rows(context: Context) -> tuple[Row, ...]:
    """Go through the set. Reads jobs that are not known yet: not for drawing."""
    found = members(context)
    session.current().jobs.keep([own.job for each in found if (own := addon.own_inputs(each)).job])
    props, pending = props_by_job(context.scene), pending_job_ids()
    taken: dict[str, int] = {}
    # A copy of a blockout that has its prop stands beside it and has none: the hidden ones come first.
    in_order = sorted(found, key=lambda each: not each.hide_render)
    by_name = {each.name: _row(each, _prop_of(each, props, taken), props, pending) for each in in_order}
    return tuple(by_name[each.name] for each in found)


def due(found: Iterable[Row], *, only_missing: bool) -> tuple[Row, ...]:
    """Return the rows that the next press asks for; of blockouts that share a prop, the first. Cheap: for drawing.

    :param only_missing: those that have a prop are left out, unless the artist wants another one.
    """
    asked: dict[str, Row] = {}
    for row in found:
        if row.stage in (Stage.WAITING, Stage.UNUSABLE):
            continue
        lacks = row.stage in (Stage.NONE, Stage.FAILED) and not row.prop_name
        if row.again or (row.is_safe_to_ask and (lacks or (row.prop_name and not only_missing))):
            asked.setdefault(row.job_id if row.prop_name else f"of {row.name}", row)
    return tuple(asked.values())


def _prop_of(target: Object, props: Mapping[str, Sequence[Object]], taken: dict[str, int]) -> Object | None:
    own = addon.own_inputs(target)
    its_props = (props.get(own.job) or props.get(own.family) or ()) if own.job else ()
    number = taken.get(own.family, 0)
    if number >= len(its_props):
        return None
    taken[own.family] = number + 1
    return its_props[number]


def _row(target: Object, prop: Object | None, props: Mapping[str, Sequence[Object]], pending: Collection[str]) -> Row:
    own = addon.own_inputs(target)
    waits_for = next((job_id for job_id in placement.job_ids_of(target) if job_id in pending), "")
    job_id = waits_for or own.job
    is_copy = prop is None and own.job in props and own.job not in placement.job_ids_of(target)
    job = session.current().job(job_id) if job_id and not is_copy else None
    refusal = blockouts.refusal(target, pending=()) or _emptiness(target)
    return Row(
        name=target.name,
        stage=Stage.UNUSABLE if refusal else _stage(job_id if not is_copy else "", job, prop, pending),
        job_id=job_id,
        prop_name="" if prop is None else prop.name,
        refusal=refusal,
        again=own.again,
        is_safe_to_ask=job is None or job.state is State.IMPORTED or _is_unpaid(job),
    )


def _emptiness(target: Object) -> str:
    is_empty = isinstance(target.data, bpy.types.Mesh) and not target.data.vertices and not target.modifiers
    return blockouts.NO_GEOMETRY if is_empty else ""


def _stage(job_id: str, job: Job | None, prop: Object | None, pending: Collection[str]) -> Stage:
    if job is None:
        return Stage.WAITING if job_id in pending else (Stage.NONE if prop is None else Stage.DONE)
    if job.active:
        return Stage.WAITING
    if job.state is State.READY or (job.state is State.IMPORTED and prop is None):
        return Stage.READY
    return Stage.DONE if job.state is State.IMPORTED else Stage.FAILED


def _is_unpaid(job: Job) -> bool:
    """Say whether nothing is lost if it is asked for anew: it was not sent, or was refused."""
    return job.state is not State.UNCERTAIN and not job.may_resume and not job.maybe_billed

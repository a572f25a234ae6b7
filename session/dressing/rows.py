# SPDX-License-Identifier: GPL-3.0-or-later
"""How far each blockout of a set is, and whether the next press asks for its prop."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import bpy

from ...errors import Remedy
from ...jobs.states import State
from ...scene.measure.bounds import may_instance
from ...scene.places import blockouts, placement
from .. import addon, session
from . import asked_for
from .members import members, props_by_job

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bpy.types import Context, Depsgraph, Object

    from ...jobs.job import Job
    from ..pending_pictures import PendingPictures

_ELSEWHERE = "is not in this scene"


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
    failure: str = ""
    """Why its picture could not be sent, in a sentence. Nothing was paid then."""
    remedy: Remedy = Remedy.NONE
    """Helps against that."""
    again: bool = False
    """The artist wants another one."""
    is_safe_to_ask: bool = True
    """Nothing that was paid for, or may have been, is lost if it is asked for."""


def rows(context: Context) -> tuple[Row, ...]:
    """Go through the set. Reads jobs that are not known yet: not for drawing."""
    found = members(context)
    session.current().jobs.keep([job_id for each in found if (job_id := asked_for.recall(each)[0])])
    known = _Known(
        props=props_by_job(context.scene),
        pending=_on_their_way(),
        failures={job_id: each for each in _pending() if each.error for job_id in each.job_ids},
        in_scene=frozenset(context.scene.objects[:]),
        depsgraph=context.view_layer.depsgraph,
    )
    taken: dict[str, int] = {}
    # A copy of a blockout that has its prop stands beside it and has none: the hidden ones come first. Of two of one
    # name, the one from a library gives way.
    in_order = sorted(found, key=lambda each: (each.library is None, not each.hide_render))
    by_name = {each.name: _row(each, known, taken) for each in in_order}
    return tuple(by_name[name] for name in dict.fromkeys(each.name for each in found))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is found once for all rows."""

    props: Mapping[str, Sequence[Object]]
    pending: Collection[str]
    failures: Mapping[str, PendingPictures]
    """Job id -> its pictures that cannot be sent."""
    in_scene: Collection[Object]
    depsgraph: Depsgraph | None


def _pending() -> Iterable[PendingPictures]:
    return session.current().pending.values()


def _on_their_way() -> frozenset[str]:
    return frozenset(session.current().jobs.unfinished).union(*(each.job_ids for each in _pending() if not each.error))


def _prop_of(target: Object, props: Mapping[str, Sequence[Object]], taken: dict[str, int]) -> Object | None:
    job_id, family = asked_for.recall(target)
    its_props = (props.get(job_id) or props.get(family) or ()) if job_id else ()
    number = taken.get(family, 0)
    if number >= len(its_props):
        return None
    taken[family] = number + 1
    return its_props[number]


def _row(target: Object, known: _Known, taken: dict[str, int]) -> Row:
    if refusal := _refusal(target, known):
        return Row(name=target.name, stage=Stage.UNUSABLE, refusal=refusal)
    prop, (asked_for_last, _) = _prop_of(target, known.props, taken), asked_for.recall(target)
    waiting_for = placement.job_ids_of(target)
    job_id = next((each for each in waiting_for if each in known.pending), "") or asked_for_last
    is_copy = prop is None and asked_for_last in known.props and asked_for_last not in waiting_for
    job = session.current().job(job_id) if job_id and not is_copy else None
    failed = known.failures.get(job_id)
    return Row(
        name=target.name,
        stage=_stage(job_id if not is_copy else "", job, prop, known),
        job_id=job_id,
        prop_name="" if prop is None else prop.name,
        failure="" if failed is None else failed.error,
        remedy=Remedy.NONE if failed is None else failed.remedy,
        again=addon.own_inputs(target).again,
        is_safe_to_ask=job is None or job.state is State.IMPORTED or _is_unpaid(job),
    )


def _refusal(target: Object, known: _Known) -> str:
    """Return why an object cannot be a blockout of this scene, as the end of a sentence; empty if it can be one."""
    if refused := blockouts.refusal(target, pending=()):
        return refused
    if target not in known.in_scene:
        return _ELSEWHERE
    return blockouts.NO_GEOMETRY if _is_surely_empty(target, known.depsgraph) else ""


def _is_surely_empty(target: Object, depsgraph: Depsgraph | None) -> bool:
    """Say whether a mesh has no extent. Quick: its points are not read, and nothing is evaluated anew."""
    if not isinstance(target.data, bpy.types.Mesh) or may_instance(target):
        return False
    if depsgraph is not None and target.visible_get():
        shown = target.evaluated_get(depsgraph)
    elif target.modifiers:  # Blender does not know what they make of what is hidden
        return False
    else:
        shown = target
    mesh = shown.data
    return isinstance(mesh, bpy.types.Mesh) and (not mesh.vertices or max(shown.dimensions) <= 0.0)


def _stage(job_id: str, job: Job | None, prop: Object | None, known: _Known) -> Stage:
    if job is None:
        if job_id in known.pending:
            return Stage.WAITING
        if prop is not None:
            return Stage.DONE
        return Stage.FAILED if job_id in known.failures else Stage.NONE
    if job.active:
        return Stage.WAITING
    if job.state is State.READY or (job.state is State.IMPORTED and prop is None):
        return Stage.READY
    return Stage.DONE if job.state is State.IMPORTED else Stage.FAILED


def _is_unpaid(job: Job) -> bool:
    """Say whether nothing is lost if it is asked for anew: it was not sent, or was refused."""
    return job.state is not State.UNCERTAIN and not job.may_resume and not job.maybe_billed

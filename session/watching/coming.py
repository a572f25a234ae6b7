# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be seen in the placeholders of the open file until their props come. Main thread only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import bpy

from ...jobs.states import State
from ...scene.cards.card_file import card_path
from ...scene.places import placement
from ...scene.props import next_to_prop
from .. import session

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bpy.types import Context, Object

    from ...jobs.job import Job
    from .shown import ViewportLabel


class Coming(NamedTuple):
    """What stands in a placeholder."""

    object_name: str
    """Of the local placeholder; by the time it is drawn it may be gone, or have another name."""
    job_id: str
    is_ready: bool
    """The prop waits to land."""
    card: Path | None
    """File with the card of the first picture that was sent; it may be missing."""
    prop_name: str
    """Name of the local prop whose shape is shown: the new one is a variant of it; "" for none."""


_neighbours: dict[str, str] = {}
"""Job id -> name of the prop next to which its prop will stand; "" if none was found."""


def coming(context: Context, labels: Iterable[ViewportLabel]) -> tuple[Coming, ...]:
    """Return what is to be seen in the placeholders among the labeled objects, of the jobs that are on their way."""
    labels = tuple(labels)
    for job_id in _neighbours.keys() - {label.job_id for label in labels}:
        del _neighbours[job_id]
    found = (_coming(context, label) for label in labels)
    return tuple(each for each in found if each is not None)


def _coming(context: Context, label: ViewportLabel) -> Coming | None:
    job = session.current().job(label.job_id)
    if job is None or not (job.active or job.state is State.READY):
        return None
    placeholder = _local(label.object_name)
    if placeholder is None or not placement.is_placeholder(placeholder):
        return None
    prop_name = _prop_name(context, job, placeholder)
    card = card_path(job.folder / job.images[0]) if job.images and not prop_name else None
    if card is None and not prop_name:
        return None
    return Coming(label.object_name, job.id, job.state is State.READY, card, prop_name)


def _prop_name(context: Context, job: Job, placeholder: Object) -> str:
    """Return the name of the prop that a variant is made of; it is looked for once, and when it is gone."""
    if not job.target.variant_of or not next_to_prop.is_next_to_prop(placeholder):
        return ""
    name = _neighbours.get(job.id)
    if name is None or (name and not _is_neighbour(_local(name), job.id)):
        neighbour = next_to_prop.neighbour_of(context, job.id)
        name = _neighbours[job.id] = "" if neighbour is None else neighbour.name
    return name


def _is_neighbour(prop: Object | None, job_id: str) -> bool:
    return prop is not None and prop.get(next_to_prop.NEXT_TO_KEY) == job_id


def _local(name: str) -> Object | None:
    key: Any = (name, None)
    return bpy.data.objects.get(key)

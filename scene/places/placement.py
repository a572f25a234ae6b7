# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a prop will be: placeholders and blockouts that carry their job's id. Main thread only; pushes no undo step.

An object may wait for several jobs, and a job may have several places (duplicates made while waiting).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

from ..choices import Facing
from ..measure.sizing import Fit
from . import leaving, waiting_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bpy.types import Collection, Context, Object
    from mathutils import Vector

    from ..measure.size import Size

TARGET_KEY = "rodin_props_job"
"""Custom property: the ids of the jobs that an object waits for, separated by spaces."""
FIT_KEY = "rodin_props_fit"
"""Custom property: how the prop takes its size from the object, a `Fit`."""
FACING_KEY = "rodin_props_facing"
"""Custom property: which side of the object the prop's front faces, a `Facing`; the front if it is missing."""
_TOGETHER_KEY = "rodin_props_together"
"""Custom property: a word that objects share whose props land in one step, when the last of them is ready."""
VIEW_KEY = "rodin_props_view"
"""Custom property: the part of a picture that the prop is to take, as JSON: see `view_fit`."""
_SHOWN_KEY = "rodin_props_shown"
"""Custom property of placeholders, which tells them from the artist's own: the name they were made with."""


def create_placeholder(
    context: Context,
    *,
    job_id: str,
    name: str,
    size: Size,
    location: Vector,
    turn: float = 0.0,
    facing: Facing = Facing.FRONT,
) -> Object:
    """Add a cube-shaped Empty with its floor at ``location`` (world), turned about the vertical by ``turn`` radians.

    It is linked to the active collection. Selection, active object and mode stay as they are.
    """
    side = size.in_units_of(context.scene)
    placeholder = bpy.data.objects.new(f"{name} (Rodin)", None)
    placeholder.empty_display_type = "CUBE"
    placeholder.empty_display_size = side / 2
    placeholder.show_name = True
    placeholder.location = (location[0], location[1], location[2] + side / 2)
    placeholder.rotation_euler.z = turn
    placeholder[_SHOWN_KEY] = placeholder.name
    mark_target(placeholder, job_id, Fit(size.axis.value), facing)
    editable_collection(context).objects.link(placeholder)
    return placeholder


def editable_collection(context: Context) -> Collection:
    """Return the active collection, or the scene's own where the active one belongs to a library."""
    active = context.collection
    return active if active is not None and active.is_editable else context.scene.collection


def mark_target(target: Object, job_id: str, fit: Fit, facing: Facing = Facing.FRONT) -> None:
    """Mark an object (a blockout, say) as the place of a job's prop."""
    waiting_marks.add_job(target, TARGET_KEY, job_id)
    target[FIT_KEY] = fit.value
    target[FACING_KEY] = facing.value


def unmark_target(target: Object, job_id: str) -> None:
    """Remove the mark of this job from an object."""
    waiting_marks.drop_job(target, TARGET_KEY, job_id)
    if TARGET_KEY not in target:
        for key in (FIT_KEY, FACING_KEY, VIEW_KEY, _TOGETHER_KEY, _SHOWN_KEY):
            target.pop(key, None)


def mark_together(targets: Iterable[Object], word: str) -> None:
    """Let the props of these objects land in one step, when the last of them is ready."""
    for target in targets:
        target[_TOGETHER_KEY] = word


def together_with(target: Object) -> str:
    """Return the word that this object shares with those whose props land with its own; "" if it shares none."""
    value = target.get(_TOGETHER_KEY, "")
    return value if isinstance(value, str) else ""


def forget_jobs(target: Object) -> None:
    """Remove the marks of all jobs from an object."""
    for job_id in job_ids_of(target):
        unmark_target(target, job_id)


def job_ids_of(target: Object) -> list[str]:
    """Return the ids of the jobs that an object waits for."""
    return waiting_marks.job_ids_in(target, TARGET_KEY)


def fit_of(target: Object) -> Fit:
    """Return how a prop takes its size from this object."""
    value = target.get(FIT_KEY)
    return Fit(value) if value in set(Fit) else Fit.INSIDE


def facing_of(target: Object) -> Facing:
    """Return which side of this object a prop's front will face."""
    return Facing.of_word(target.get(FACING_KEY))


def is_placeholder(target: Object) -> bool:
    """Say whether an object is an Empty made here, which is removed when its prop has come."""
    return target.type == "EMPTY" and _SHOWN_KEY in target


def find_targets(job_id: str) -> list[Object]:
    """Return the objects in the open file, in any of its scenes, that wait for this job; sorted by name.

    Objects linked from another file are left out, because they cannot be changed here.
    """
    targets = (target for target in waiting_marks.objects_with(TARGET_KEY) if job_id in job_ids_of(target))
    return sorted((target for target in targets if _can_take_a_prop(target)), key=lambda target: target.name)


def libraries_by_job(among: Iterable[Object] | None = None) -> dict[str, str]:
    """Return job id -> the library whose objects wait for it and are linked into this file.

    :param among: objects to look at; without them, goes through the open file once.
    """
    libraries: dict[str, str] = {}
    for target in waiting_marks.objects_with(TARGET_KEY) if among is None else among:
        if target.library is not None:
            for job_id in job_ids_of(target):
                libraries.setdefault(job_id, bpy.path.basename(target.library.filepath))
    return libraries


def targets_by_job(among: Iterable[Object] | None = None) -> dict[str, list[Object]]:
    """Return job id -> the objects that wait for it.

    :param among: objects to look at; without them, goes through the open file once.
    """
    marked = waiting_marks.objects_with(TARGET_KEY) if among is None else among
    return waiting_marks.by_job(filter(_can_take_a_prop, marked), TARGET_KEY)


def targets_named(names: Mapping[str, Iterable[str]]) -> dict[str, list[Object]]:
    """Return job id -> those of the objects of these names that wait for it. Does not go through the file."""
    found: dict[str, list[Object]] = {}
    for job_id, its_names in names.items():
        keys: list[Any] = [(name, None) for name in its_names]
        named = filter(None, map(bpy.data.objects.get, keys))
        found[job_id] = [target for target in named if job_id in job_ids_of(target)]
    return found


def _can_take_a_prop(target: Object) -> bool:
    return target.library is None and target.is_editable


def remove_placeholders(job_id: str) -> None:
    """Remove the job's placeholders, and its mark from its blockouts."""
    with leaving.together():
        for target in find_targets(job_id):
            was_placeholder = is_placeholder(target)
            unmark_target(target, job_id)
            if was_placeholder and TARGET_KEY not in target:
                leaving.leave(target)

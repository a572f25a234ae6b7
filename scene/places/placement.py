# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a prop will be: placeholders and blockouts that carry their job's id. bpy, main thread; pushes no undo step.

An object may wait for several jobs, and a job may have several places (duplicates made while waiting).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import bpy

from ..measure.sizing import Fit, Size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Collection, Context, Object
    from mathutils import Vector

TARGET_KEY = "rodin_props_job"
"""Custom property: the ids of the jobs that an object waits for, separated by spaces."""
FIT_KEY = "rodin_props_fit"
"""Custom property: how the prop takes its size from the object, a `Fit`."""
_SHOWN_KEY = "rodin_props_shown"
"""Custom property of placeholders: the name they were last given, to tell whether the artist renamed them."""


class Place(StrEnum):
    """Where new props go."""

    CURSOR = "CURSOR"
    BLOCKOUT = "BLOCKOUT"
    SEEN = "SEEN"

    @property
    def label(self) -> str:
        """Title case, as on the panel's switch."""
        return {"CURSOR": "3D Cursor", "BLOCKOUT": "Blockouts", "SEEN": "As Seen"}[self.value]

    @property
    def help(self) -> str:
        """Sentence case, without a full stop."""
        return {
            "CURSOR": "A placeholder stands at the 3D cursor until the prop comes",
            "SEEN": "A placeholder stands where the picture's subject stands, or where the camera looks; "
            "at the 3D cursor where no picture is taken",
            "BLOCKOUT": "Every selected mesh becomes a prop: in its box, turned like it, under its parent",
        }[self.value]


def create_placeholder(
    context: Context, *, job_id: str, name: str, size: Size, location: Vector, turn: float = 0.0
) -> Object:
    """Stand a cube-shaped Empty with its floor at ``location`` (world), turned about the vertical by ``turn`` radians.

    It comes into the active collection. Selection, active object and mode stay as they are.
    """
    side = size.in_units_of(context.scene)
    placeholder = bpy.data.objects.new(f"{name} (Rodin)", None)
    placeholder.empty_display_type = "CUBE"
    placeholder.empty_display_size = side / 2
    placeholder.show_name = True
    placeholder.location = (location[0], location[1], location[2] + side / 2)
    placeholder.rotation_euler.z = turn
    placeholder[_SHOWN_KEY] = placeholder.name
    mark_target(placeholder, job_id, Fit(size.axis.value))
    editable_collection(context).objects.link(placeholder)
    return placeholder


def editable_collection(context: Context) -> Collection:
    """The active collection, or the scene's own where the active one belongs to a library."""
    active = context.collection
    return active if active is not None and active.is_editable else context.scene.collection


def mark_target(target: Object, job_id: str, fit: Fit) -> None:
    """Let an object (a blockout, say) be the place of a job's prop."""
    target[TARGET_KEY] = " ".join([*job_ids_of(target), job_id])
    target[FIT_KEY] = fit.value


def unmark_target(target: Object, job_id: str) -> None:
    """Let an object wait for this job no longer."""
    left = [each for each in job_ids_of(target) if each != job_id]
    if left:
        target[TARGET_KEY] = " ".join(left)
        return
    for key in (TARGET_KEY, FIT_KEY, _SHOWN_KEY):
        if key in target:
            del target[key]


def forget_jobs(target: Object) -> None:
    """Let an object wait for no job at all."""
    for job_id in job_ids_of(target):
        unmark_target(target, job_id)


def job_ids_of(target: Object) -> list[str]:
    """The jobs that an object waits for."""
    value = target.get(TARGET_KEY, "")
    return value.split() if isinstance(value, str) else []


def fit_of(target: Object) -> Fit:
    """How a prop takes its size from this object."""
    value = target.get(FIT_KEY)
    return Fit(value) if value in set(Fit) else Fit.INSIDE


def is_placeholder(target: Object) -> bool:
    """True for the Empties made here, which go when their prop has come."""
    return target.type == "EMPTY" and _SHOWN_KEY in target


def find_targets(job_id: str) -> list[Object]:
    """The objects in the open file, in any of its scenes, that wait for this job; by name.

    What is linked from another file cannot be changed here, so it is not among them.
    """
    found = (each for each in _marked_objects() if job_id in job_ids_of(each))
    return sorted((each for each in found if _can_take_a_prop(each)), key=lambda each: each.name)


def linked_from(job_id: str) -> str:
    """Name of the library whose object waits for this job, if that is linked into the open file; else empty."""
    found = (each for each in _marked_objects() if each.library is not None and job_id in job_ids_of(each))
    return next((bpy.path.basename(each.library.filepath) for each in found), "")


def targets_by_job() -> dict[str, list[Object]]:
    """Job id -> the objects of the open file that wait for it, by one look through the file."""
    found: dict[str, list[Object]] = {}
    for target in _marked_objects():
        if _can_take_a_prop(target):
            for job_id in job_ids_of(target):
                found.setdefault(job_id, []).append(target)
    return found


def targets_named(job_id: str, names: Iterable[str]) -> list[Object]:
    """Those of the local objects of these names that wait for the job: a cheap look at what was found before."""
    found = (bpy.data.objects.get((name, None)) for name in names)
    return [each for each in found if each is not None and job_id in job_ids_of(each) and _can_take_a_prop(each)]


def _can_take_a_prop(target: Object) -> bool:
    return target.library is None and target.is_editable


def _marked_objects() -> Iterable[Object]:
    """Each once, from all scenes. To ask each object for its scenes would take far longer."""
    return dict.fromkeys(each for scene in bpy.data.scenes for each in scene.objects if TARGET_KEY in each)


def show_progress(job_id: str, *, name: str, progress: str, targets: Iterable[Object] | None = None) -> None:
    """Let the placeholders' names tell how far the job is, such as “chair 40%”. A name the artist gave is kept.

    :param targets: the job's, if they are known already.
    """
    wanted = f"{name} {progress}".strip()
    for target in find_targets(job_id) if targets is None else targets:
        shown = target.get(_SHOWN_KEY)
        if is_placeholder(target) and target.is_editable and target.name.startswith(str(shown)) and shown != wanted:
            target.name = wanted
            target[_SHOWN_KEY] = wanted


def shows_progress(target: Object) -> bool:
    """True when the object's own name tells how far its prop is."""
    return is_placeholder(target) and target.name.startswith(str(target.get(_SHOWN_KEY)))


def remove_placeholders(job_id: str) -> None:
    """Remove the job's placeholders, and let its blockouts be ordinary objects again."""
    for target in find_targets(job_id):
        was_placeholder = is_placeholder(target)
        unmark_target(target, job_id)
        if was_placeholder and TARGET_KEY not in target:
            remove_keeping_children(target)


def remove_keeping_children(target: Object, heir: Object | None = None) -> None:
    """Remove an object; its children stay where they are, under ``heir`` or its parent."""
    for child in target.children:
        world = child.matrix_world.copy()
        child.parent = heir or target.parent
        if child.parent is not None:
            child.matrix_parent_inverse = child.parent.matrix_world.inverted_safe()
        child.matrix_world = world
    bpy.data.objects.remove(target)

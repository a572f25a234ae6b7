# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects are the blockouts of a set, and which props of theirs the scene has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...scene.places.blockouts import WITH_SURFACE
from ...scene.provenance import MADE_KEY, provenance_of
from .. import addon

if TYPE_CHECKING:
    from bpy.types import Context, Object, Scene


def members(context: Context) -> list[Object]:
    """Return the blockouts of the set, by name: those of its collection, or else those that were listed."""
    collection = addon.dressing(context).collection
    if collection is not None:
        found = [each for each in collection.all_objects[:] if _may_be_blockout(each)]
    else:
        found = [each for each in context.scene.objects[:] if _may_be_blockout(each) and is_listed(each)]
    return sorted(dict.fromkeys(found), key=_by_number)


def is_listed(target: Object) -> bool:
    """Say whether an object is in the set that has no collection."""
    return bool(addon.own_inputs(target).is_listed)


def _may_be_blockout(target: Object) -> bool:
    return target.type in WITH_SURFACE and MADE_KEY not in target


def _by_number(target: Object) -> list[tuple[int, str]]:
    """Sort “box 2” before “box 10”."""
    parts = re.split(r"(\d+)", target.name.lower())
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]


def props_by_job(scene: Scene) -> dict[str, list[Object]]:
    """Return id -> the props in a scene that were made by this job, or that are variants of what it made."""
    found: dict[str, list[Object]] = {}
    for each in scene.objects[:]:
        if MADE_KEY in each and (made := provenance_of(each)) is not None:
            for job_id in {made.job_id, made.family}:
                found.setdefault(job_id, []).append(each)
    return found

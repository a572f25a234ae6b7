# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in the placeholders: read when a job has begun, drawn when the viewport draws, dropped when it has ended.

Nothing of it is part of the file, so no render and no picture of the scene shows it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import bpy
import gpu

from ...scene.cards import card_file
from ...scene.cards.shape import shape_of
from ...scene.mesh_data import mesh_of
from ...scene.naming import local_object
from ...scene.places import placement
from ...scene.places.pose import pose_of_placeholder
from ...session.watching import coming
from . import card_shader
from .contents import FaintShape, PictureCard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bpy.types import Context, Object
    from mathutils import Vector

    from ...session.watching.coming import Coming
    from ...session.watching.shown import ViewportLabel

_coming: tuple[Coming, ...] = ()
_contents: dict[str, PictureCard | FaintShape | None] = {}
"""By the id of the job; None where there is nothing to be seen."""


def follow(labels: Iterable[ViewportLabel]) -> None:
    """Get what is to be seen at the labeled objects, one at a time, and free what is no longer."""
    global _coming  # what the next draw shows
    _coming = coming.coming(bpy.context, labels)
    for job_id in _contents.keys() - {each.job_id for each in _coming}:
        del _contents[job_id]
    if not _coming:
        card_shader.free()
    missing = next((each for each in _coming if each.job_id not in _contents), None)
    if missing is not None:
        _contents[missing.job_id] = _content_of(missing)


def job_ids() -> frozenset[str]:
    """Return the ids of the jobs for which there is something to be seen."""
    return frozenset(job_id for job_id, content in _contents.items() if content is not None)


def draw() -> None:
    """Draw into the 3D view that is being drawn, what is farther away first."""
    context = bpy.context
    overlay = context.space_data.overlay
    if context.region_data is None or not (overlay.show_overlays and overlay.show_extras):
        return
    placed = [(each, target) for each in _coming if (target := _seen(context, each)) is not None]
    if not placed:
        return
    placed.sort(key=lambda pair: _distance(context, pair[1].matrix_world.translation), reverse=True)
    with _blending():
        for each, target in placed:
            content = _contents.get(each.job_id)
            if content is None:
                continue
            try:
                content.draw(pose_of_placeholder(target), is_ready=each.is_ready)
            except (ReferenceError, RuntimeError, SystemError):  # the graphics card has lost it, or cannot have it
                _contents[each.job_id] = None


def _content_of(each: Coming) -> PictureCard | FaintShape | None:
    if each.prop_name:
        try:
            shape = shape_of(mesh_of(local_object(each.prop_name)))
        except (KeyError, AssertionError):
            return None
        return None if shape is None else FaintShape(shape)
    try:
        return None if each.card is None else PictureCard(card_file.read(each.card))
    except (OSError, ValueError):  # of a job of an older version, say
        return None


def _seen(context: Context, each: Coming) -> Object | None:
    target = context.view_layer.objects.get(each.object_name)
    if target is None or target.type != "EMPTY" or each.job_id not in placement.job_ids_of(target):
        return None
    return target if target.visible_get(viewport=context.space_data) else None


def _distance(context: Context, point: Vector) -> float:
    return -(context.region_data.view_matrix @ point).z


@contextmanager
def _blending() -> Iterator[None]:
    """Blend with what is there, behind what is nearer; then draw as before."""
    state = gpu.state
    blend, depth_test, depth_mask = state.blend_get(), state.depth_test_get(), state.depth_mask_get()
    state.blend_set("ALPHA")
    state.depth_test_set("LESS_EQUAL")
    state.depth_mask_set(False)
    try:
        yield
    finally:
        state.color_mask_set(True, True, True, True)
        state.depth_mask_set(depth_mask)
        state.depth_test_set(depth_test)
        state.blend_set(blend)

# SPDX-License-Identifier: GPL-3.0-or-later
"""What in the open file waits for jobs, of all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...scene.looks import waiting
from ...scene.naming import local_object
from ...scene.places import placement
from ..language import translated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context

    from ..prop_inputs import Inputs


def mark_meshes(context: Context, planned: Sequence[tuple[str, Inputs]]) -> None:
    """Let meshes remember the jobs (id, inputs) that make new textures for them, as one undo step."""
    for job_id, inputs in planned:
        for name in inputs.meshes:
            waiting.mark(local_object(name), job_id)
    one, several = f"Order New Textures for {planned[0][1].name}", f"Order New Textures for {len(planned)} Meshes"
    bpy.ops.ed.undo_push(message=translated(one if len(planned) == 1 else several))


def forget(job_id: str) -> None:
    """Remove a job's placeholders, and its mark from blockouts and meshes."""
    placement.remove_placeholders(job_id)
    waiting.forget(job_id)

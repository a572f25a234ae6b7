# SPDX-License-Identifier: GPL-3.0-or-later
"""Which variants of a prop can be shown without paying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...scene.props import variants
from ...scene.provenance import provenance_of, provenance_of_mesh
from .. import session
from .look import facts

if TYPE_CHECKING:
    from bpy.types import Object


def steps_of(prop: Object) -> tuple[str, ...]:
    """Return the ids of the jobs of all variants that can be shown, oldest first, as of the last look."""
    made = provenance_of(prop)
    if made is None:
        return ()
    with_files = filter(None, map(session.current().job, facts().with_files))
    made_at = {job.id: job.created_at for job in with_files if made.family in (job.id, job.target.variant_of)}
    for job_id, mesh in variants.variants_of(prop).items():
        variant = provenance_of_mesh(mesh)
        made_at.setdefault(job_id, variant.made_at if variant is not None else made.made_at)
    return tuple(sorted(made_at, key=lambda job_id: (made_at[job_id], job_id)))

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
    """Return the ids of the jobs of all variants that can be shown, oldest first, as of the last look.

    The first time, the ledger's part of it is looked for at the next look.
    """
    made = provenance_of(prop)
    if made is None:
        return ()
    jobs = session.current().jobs
    jobs.family(made.family)  # asked for before the look that background mode has now
    with_files = facts().with_files
    made_at = {job.id: job.created_at for job in jobs.family(made.family) if job.id in with_files}
    for job_id, mesh in variants.variants_of(prop).items():
        variant = provenance_of_mesh(mesh)
        made_at.setdefault(job_id, variant.made_at if variant is not None else made.made_at)
    return tuple(sorted(made_at, key=lambda job_id: (made_at[job_id], job_id)))

# SPDX-License-Identifier: GPL-3.0-or-later
"""How a job's prop was made, as the prop says it for years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...scene.measure.size import Size
from ...scene.provenance import Provenance

if TYPE_CHECKING:
    from ...jobs.job import Job


def provenance_of_job(job: Job) -> Provenance:
    """Return how a job's prop is made."""
    return Provenance(
        job_id=job.id,
        name=job.name,
        variant_of=job.target.variant_of,
        made_at=job.created_at,
        source=job.source,
        prompt=job.prompt,
        final_prompt=job.final_prompt,
        images=job.images,
        options=job.options,
        size=size_of_job(job),
        bbox_condition=job.bbox_condition,
        credits=job.consumed_credits,
        task_uuid=job.task_uuid,
    )


def size_of_job(job: Job) -> Size:
    """Return the size that was asked for."""
    return Size.of_words(job.target.size_meters, job.target.size_axis)

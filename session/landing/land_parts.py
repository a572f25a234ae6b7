# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of a finished job come into the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...api.options.types import PartMaterial
from ...jobs.work import Parts
from ...scene.props.add_parts import add_parts
from ...scene.props.parts_made import PartsMade

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context, Object

    from ...jobs.job import Job
    from ...scene.measure.size import Size


def add_parts_of(context: Context, job: Job, targets: Sequence[Object], *, size: Size) -> Object:
    """Let the parts take the place of what was split, or stand at the 3D cursor. Return what they are under.

    :raises PropUnusable: there is no usable file.
    """
    assert isinstance(job.work, Parts)
    made = PartsMade(
        job_id=job.id,
        whole=job.name,
        made_at=job.created_at,
        instruction=job.prompt,
        strength=job.work.options.strength,
        material=job.work.options.material.value,
        credits=job.consumed_credits,
        task_uuid=job.task_uuid,
    )
    return add_parts(
        context,
        prepared_path=job.prepared_path,
        made=made,
        targets=targets,
        size=size,
        take_materials=job.work.options.material is PartMaterial.NONE,
    )

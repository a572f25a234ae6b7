# SPDX-License-Identifier: GPL-3.0-or-later
"""From a job to the request that is paid."""

from ...api.models import GenerationRequest
from ...api.paid_request import PaidRequest
from ...api.parts_request import PartsRequest
from ...api.textures_request import TexturesRequest
from ..job import Job
from ..work import NewTextures, Parts


def request_of(job: Job) -> PaidRequest:
    """Return what is sent for a job. Its files are read later."""
    images = tuple(job.folder / name for name in job.images)
    image = images[0] if images else None
    match job.work:
        case NewTextures(mesh_file=mesh_file, options=options):
            return TexturesRequest(mesh=job.folder / mesh_file, image=image, options=options, prompt=job.prompt)
        case Parts(task_uuid=task_uuid, mesh_file=mesh_file, options=options):
            mesh = job.folder / mesh_file if mesh_file else None
            return PartsRequest(task_uuid=task_uuid, mesh=mesh, image=image, options=options, instruction=job.prompt)
        case None:
            return GenerationRequest(
                options=job.options,
                prompt=job.prompt,
                images=images,
                image_labels=job.image_labels,
                bbox_condition=job.bbox_condition,
            )

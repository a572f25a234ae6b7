# SPDX-License-Identifier: GPL-3.0-or-later
"""From a job to the request that is paid, and to the one that has the model prepared."""

from pathlib import Path

from ...api.models import GenerationRequest
from ...api.options.types import PartMaterial
from ...api.paid_request import PaidRequest
from ...api.parts_request import PartsRequest
from ...api.textures_request import TexturesRequest
from ...processes.prepare_request import ORIGINAL_NAME, PrepareRequest
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


def preparation_of(job: Job, *, output: Path, result: Path) -> PrepareRequest:
    """Return what the background Blender is to make of a job's model. :param output: where the .blend goes."""
    assert job.model_path is not None
    original = job.folder / ORIGINAL_NAME
    parts = job.work if isinstance(job.work, Parts) else None
    return PrepareRequest(
        model=job.model_path,
        preview=job.preview_path,
        output=output,
        result=result,
        name=job.name,
        kind=job.kind.value,
        original=original if job.work is not None and original.is_file() else None,
        part_names=job.prompt if parts is not None else "",
        take_materials=parts is not None and parts.options.material is PartMaterial.NONE,
        size_meters=job.target.size_meters,
        size_axis=job.target.size_axis,
        restore_quads=job.asked_for_quads,
        ends_with_input=True,
    )

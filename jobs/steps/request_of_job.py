# SPDX-License-Identifier: GPL-3.0-or-later
"""From a job to the request that is paid, and to the one that has the model prepared."""

from collections.abc import Iterable
from pathlib import Path

from ...api.models import GenerationRequest
from ...api.options.generation_options import GenerationOptions
from ...api.options.types import PartMaterial
from ...api.paid_request import PaidRequest
from ...api.parts_request import PartsRequest
from ...api.textures_request import TexturesRequest
from ...processes.prepare_request import ORIGINAL_NAME, PrepareRequest
from ..job import Job
from ..work import NewTextures, Parts, Work


def request_of(job: Job) -> PaidRequest:
    """Return what is sent for a job. Its files are read later."""
    return request_for(
        job.work,
        options=job.options,
        prompt=job.prompt,
        folder=job.folder,
        images=job.images,
        image_labels=job.image_labels,
        bbox_condition=job.bbox_condition,
    )


def request_for(
    work: Work | None,
    *,
    options: GenerationOptions,
    prompt: str,
    folder: Path = Path(),
    images: Iterable[str] = (),
    image_labels: tuple[str, ...] = (),
    bbox_condition: tuple[int, int, int] | None = None,
) -> GenerationRequest | TexturesRequest | PartsRequest:
    """Return what is sent for a job, or will be for one that is planned.

    :param work: what is done to a thing that exists; None for a generation, which alone takes the options.
    :param folder: where the mesh and the pictures are, or will be when they are read.
    :param images: names of the pictures.
    """
    paths = tuple(folder / name for name in images)
    image = paths[0] if paths else None
    match work:
        case NewTextures(mesh_file=mesh_file, options=textures):
            return TexturesRequest(mesh=folder / mesh_file, image=image, options=textures, prompt=prompt)
        case Parts(task_uuid=task_uuid, mesh_file=mesh_file, options=splitting):
            mesh = folder / mesh_file if mesh_file else None
            return PartsRequest(task_uuid=task_uuid, mesh=mesh, image=image, options=splitting, instruction=prompt)
        case None:
            return GenerationRequest(
                options=options,
                prompt=prompt,
                images=paths,
                image_labels=image_labels,
                bbox_condition=bbox_condition,
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

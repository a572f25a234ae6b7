# SPDX-License-Identifier: GPL-3.0-or-later
"""From a finished task to what is listed and served."""

import io
import random
import zipfile

from ..modelling.job import ModelJob
from ..requests.generation import GenerationRequest
from ..state.settings import Settings
from ..tasks import Task


def model_job(request: GenerationRequest, seed: int, settings: Settings) -> ModelJob:
    """Gather what must be known to make a model of a request."""
    return ModelJob(
        prompt=request.prompt,
        images=tuple(image.data for image in request.images),
        labels=request.labels,
        use_original_alpha=request.use_original_alpha,
        faces=min(request.faces, settings.max_faces) if settings.max_faces else request.faces,
        mesh_mode=request.mesh_mode,
        material=request.material,
        file_format=request.file_format,
        bbox=request.bbox,
        texture_pixels=settings.texture_pixels or request.texture_pixels,
        seed=seed,
        kind=request.kind,
        model=request.model,
        parts=request.parts,
    )


def listed_files(task: Task) -> list[str]:
    """Return the names of a task's files, in an order that differs from task to task but stays."""
    names = sorted(task.files or {})
    random.Random(task.seed).shuffle(names)
    return names


def add_zip(task: Task) -> list[str]:
    """Put the model into a zip that also has an entry which climbs out; return the new list of names."""
    files = task.files or {}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in sorted(files.items()):
            if name != "preview.webp":
                archive.writestr(zipfile.ZipInfo(name), data)
        archive.writestr(zipfile.ZipInfo("../../../evil.txt"), b"this climbed out")
    task.files = {**files, "base_basic_pbr.zip": packed.getvalue()}
    return ["preview.webp", "base_basic_pbr.zip"]


def is_model(name: str) -> bool:
    """Say whether a file is the model, and not a picture or a list of materials."""
    return name.endswith((".glb", ".obj", ".stl"))

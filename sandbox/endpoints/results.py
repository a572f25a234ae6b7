# SPDX-License-Identifier: GPL-3.0-or-later
"""From a finished task to what is listed and served."""

import io
import random
import zipfile

from ..modelling.given.jobs import PartsJob, TextureJob
from ..modelling.job import Job, ModelJob
from ..requests.generation import GenerationRequest
from ..requests.parts import STRENGTH, Asset, PartsRequest
from ..requests.protocol import Refused
from ..requests.textures import TextureRequest
from ..state.settings import Settings
from ..tasks import Task


def job_of(task: Task, settings: Settings) -> Job:
    """Gather what must be known to make what a task is to give."""
    match task.request:
        case GenerationRequest():
            return _model_job(task.request, task.seed, settings)
        case TextureRequest():
            return _texture_job(task.request, task.seed, settings)
        case PartsRequest():
            return _parts_job(task.request, task.seed, settings)


def _texture_job(request: TextureRequest, seed: int, settings: Settings) -> TextureJob:
    assert request.upload is not None
    return TextureJob(
        image=request.images[0].data,
        model=request.upload.data,
        model_name=request.upload.name,
        prompt=request.prompt,
        material=request.material,
        mesh=settings.retexture_mesh,
        texture_pixels=settings.texture_pixels or request.texture_pixels,
        seed=seed,
        shape=settings.model_shape,
        reference_scale=request.reference_scale,
        delight=request.delight,
    )


def _parts_job(request: PartsRequest, seed: int, settings: Settings) -> PartsJob:
    asset, upload = request.asset, request.upload
    strength = request.strength or (len(request.wanted) or STRENGTH)
    return PartsJob(
        models=asset.models if asset else (upload.data,) if upload else (),
        model_name=asset.name if asset else upload.name if upload else "",
        image=request.images[0].data if request.images else b"",
        material=request.material,
        texture_pixels=settings.texture_pixels or request.texture_pixels,
        seed=seed,
        shape=settings.model_shape,
        count=settings.bang_parts or max(strength, len(request.wanted)),
        wanted=request.wanted,
        files=settings.bang_files,
        names=settings.bang_names,
        explode=request.explode if settings.bang_explode < 0 else settings.bang_explode,
        drift=settings.bang_drift,
        normalised=settings.bang_normalised,
    )


def asset_of(task: Task, *, now: float) -> Asset:
    """Return what a task made, to be split. :raises Refused: if it made nothing, or not yet."""
    files = task.result(now) or {}
    models = [name for name in sorted(files) if is_model(name)]
    models = [name for name in models if "shaded" not in name] or models
    if not models:
        raise Refused("INVALID_REQUEST", "The asset has no model yet")
    if task.request.kind != "bang":
        models = models[:1]
    unpacked = [each for name in models for each in _unpacked(files[name])]
    return Asset(models=tuple(unpacked), name=models[0], seed=task.seed)


def _unpacked(data: bytes) -> list[bytes]:
    if not data.startswith(b"PK"):
        return [data]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def _model_job(request: GenerationRequest, seed: int, settings: Settings) -> ModelJob:
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
        shape=settings.model_shape,
        longest_side=settings.longest_side,
        squeeze=settings.model_squeeze,
        with_dense_copy=request.with_dense_mesh or (settings.dense_copy and request.tier == "Gen-2.5-Extreme-High"),
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
    return name.endswith((".glb", ".usdz", ".obj", ".stl", ".zip"))

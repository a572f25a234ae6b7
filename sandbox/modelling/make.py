# SPDX-License-Identifier: GPL-3.0-or-later
"""One job -> all its files."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from .arrays import Array
from .files.export import write_files
from .files.generations import generation_of
from .files.look import Looks
from .mesh import LONGEST_SIDE, Mesh, placed
from .pictures.cutout import cut_out
from .pictures.inflate import inflate
from .pictures.look import PictureLayers
from .pictures.views import arrange
from .preview import as_webp, render
from .solids.look import paint_solid, solid_uvs
from .solids.surface import surface_of
from .solids.words import understand

if TYPE_CHECKING:
    from .job import ModelJob


class Painted(Looks, Protocol):
    """What textures are made from."""

    @property
    def color(self) -> Array: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A mesh and what covers it."""

    mesh: Mesh
    layers: Painted = field(repr=False)


def make_files(job: "ModelJob") -> dict[str, bytes]:
    """Make the files of a task: name -> bytes."""
    model = _from_pictures(job) if job.images else _from_words(job)
    points = placed(
        model.mesh.points, bbox=job.bbox, origin=generation_of(job).origin, longest_side=longest_side_of(job)
    )
    mesh = Mesh(points=points, quads=model.mesh.quads, uvs=model.mesh.uvs)
    files = write_files(mesh, model.layers, job)
    files["preview.webp"] = as_webp(render(mesh, None if job.material == "None" else model.layers.color))
    return files


def longest_side_of(job: "ModelJob") -> float:
    """Return the size that the job names, else by the seed: 1.9 mostly, 1.0 sometimes, as the service gives it."""
    return job.longest_side or (1.0 if job.seed % 8 == 6 else LONGEST_SIDE)


def _quads(job: "ModelJob") -> int:
    return max(8, job.faces // 2 if job.mesh_mode == "Raw" else job.faces)


def _from_pictures(job: "ModelJob") -> Model:
    cutouts = [cut_out(data, use_original_alpha=job.use_original_alpha) for data in job.images]
    views = arrange(cutouts, job.labels)
    inflated = inflate(views, quads=_quads(job), texture_pixels=job.texture_pixels)
    return Model(mesh=inflated.mesh, layers=PictureLayers.of(views, inflated.atlas, pixels=job.texture_pixels))


def _from_words(job: "ModelJob") -> Model:
    meaning = understand(job.prompt)
    solid = meaning.build(np.random.default_rng([meaning.words_seed, job.seed]))
    surface = surface_of(solid, quads=_quads(job))
    layers = paint_solid(
        solid,
        colors=meaning.colors,
        material=meaning.material,
        pixels=job.texture_pixels,
        seed=meaning.words_seed % 9973 + job.seed,
    )
    points = surface.points * np.array(meaning.stretch)
    return Model(mesh=Mesh(points=points, quads=surface.quads, uvs=solid_uvs(solid, surface)), layers=layers)

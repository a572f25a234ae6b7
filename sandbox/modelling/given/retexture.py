# SPDX-License-Identifier: GPL-3.0-or-later
"""New textures for a model that was sent in, after a picture."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from ..arrays import Array
from ..raster import is_unambiguous, texels
from .colors import as_in_picture, delighted, to_taste
from .jobs import TextureJob
from .remaking import coarsened, drifted, refined
from .source import Source, read
from .surface import corners_of, welded
from .unwrap import unwrap
from .written import PAINTED_PIXELS, Corners, glb, looks_from, preview, usual_place

REMADE_DRIFT = 0.002
DENSE_FACES = 6000


def retexture(job: TextureJob) -> dict[str, bytes]:
    """Return the files of the task: the model, covered with the picture."""
    source = read([job.model], name=job.model_name)
    corners = MESHES[job.mesh](source, job)
    color = _painted(corners, job)
    files = {
        f"base_basic_{name}.glb": glb(corners, look, job)
        for name, look in looks_from(color, job.material, pixels=job.texture_pixels).items()
    }
    files["preview.webp"] = preview(corners.positions, corners.indices.reshape(-1, 3), corners.uvs, color)
    return files


def _same(source: Source, job: TextureJob) -> Corners:
    """Keep vertices and layout, if the layout has room for a texture."""
    if source.uvs is None or not is_unambiguous(source.points[source.faces], source.uvs[source.faces]):
        return _new_uvs(source, job)
    return Corners.of(positions=source.points, normals=source.normals, uvs=source.uvs, indices=source.faces)


def _new_uvs(source: Source, job: TextureJob) -> Corners:
    """Keep the surface; vertices are in another order, and split along new seams."""
    surface = welded(source)
    return corners_of(surface, unwrap(surface.points, surface.faces), seed=job.seed)


def _normalised(source: Source, job: TextureJob) -> Corners:
    """Keep vertices and layout, in the size and at the place that all results have."""
    kept = _same(source, job)
    return replace(kept, positions=usual_place(kept.positions, job))


def _remade(source: Source, job: TextureJob) -> Corners:
    """Make another mesh of the same form, in the usual size."""
    surface = welded(source)
    span = float(np.ptp(surface.points, axis=0).max())
    many = len(surface.faces) > DENSE_FACES
    surface = coarsened(surface) if many else refined(surface, edge=span / 8)
    surface = drifted(surface, amount=REMADE_DRIFT, seed=job.seed)
    surface = replace(surface, points=usual_place(surface.points, job))
    return corners_of(surface, unwrap(surface.points, surface.faces), seed=job.seed)


MESHES: dict[str, Callable[[Source, TextureJob], Corners]] = {
    "same": _same,
    "new_uvs": _new_uvs,
    "normalised": _normalised,
    "remade": _remade,
}
"""What becomes of the mesh, by the words of the setting retexture_mesh."""


def _painted(corners: Corners, job: TextureJob) -> Array:
    faces = corners.indices.reshape(-1, 3)
    found = texels(corners.uvs[faces].astype(float), min(job.texture_pixels, PAINTED_PIXELS))
    points = corners.positions.astype(float)
    places = found.places(points[faces])
    colors = as_in_picture(job.image, places, low=points.min(axis=0), high=points.max(axis=0))
    colors = to_taste(colors, prompt=job.prompt, seed=job.seed, reference_scale=job.reference_scale)
    picture = found.picture(colors)
    return delighted(picture) if job.delight else picture

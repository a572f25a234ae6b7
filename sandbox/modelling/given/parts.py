# SPDX-License-Identifier: GPL-3.0-or-later
"""A model that was sent in, or made before, split into parts."""

import io
import re
import zipfile
from dataclasses import dataclass, field, replace

import numpy as np

from ..arrays import Array
from ..raster import texels
from .caps import closed
from .colors import as_in_picture, as_on_source
from .groups import grouped
from .jobs import PartsJob
from .joined import Piece, joined
from .remaking import drifted, refined
from .source import Source, read
from .surface import Surface, corners_of, together, welded
from .unwrap import unwrap
from .written import PAINTED_PIXELS, Corners, Look, glb, looks_from, preview, usual_place

APART = 0.5
"""How far a part moves for explode_strength 1, of the way from the whole's middle to its own."""
STAMP = (2026, 10, 1, 8, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    name: str
    surface: Surface = field(repr=False)
    away: Array = field(repr=False)


def split(job: PartsJob) -> dict[str, bytes]:
    """Return the files of the task: the parts, as the job says."""
    source = read(job.models, name=job.model_name)
    whole = welded(source)
    if job.normalised:
        whole = replace(whole, points=usual_place(whole.points, job))
    span = np.ptp(whole.points, axis=0)
    whole = refined(whole, edge=float(span.max()) / max(12, 1.5 * job.count))
    whole = drifted(whole, amount=job.drift, seed=job.seed)
    parts = _parts(whole, job)
    surface = together([part.surface for part in parts])
    uvs = unwrap(surface.points, surface.faces)
    color = None if job.material == "None" else _painted(source, surface, uvs, job)
    files: dict[str, bytes] = {}
    for word, look in looks_from(color, job.material, pixels=job.texture_pixels).items():
        files |= _files(parts, uvs, look, "_shaded" if word == "shaded" else "", job)
    files["preview.webp"] = _preview(parts, uvs, color)
    return files


def _parts(whole: Surface, job: PartsJob) -> list[_Part]:
    middle = (whole.points.min(axis=0) + whole.points.max(axis=0)) / 2
    groups = grouped(whole, job.count)
    whole = replace(whole, points=groups.points)
    surfaces = [closed(whole.of(faces)) for faces in groups.parts]
    found = []
    for number, surface in enumerate(surfaces):
        center = (surface.points.min(axis=0) + surface.points.max(axis=0)) / 2
        away = (center - middle) * APART * job.explode
        found.append(_Part(name=part_name(number, job), surface=surface, away=away))
    return found


def part_name(number: int, job: PartsJob) -> str:
    """Return what a part is called: the wanted names in turn, with a number from the second turn on."""
    if job.names == "wanted" and job.wanted:
        turn, which = divmod(number, len(job.wanted))
        return job.wanted[which] + (f"_{turn + 1}" if turn else "")
    return "" if job.names == "none" else f"part_{number}"


def _painted(source: Source, surface: Surface, uvs: Array, job: PartsJob) -> Array:
    """Paint all parts on one picture: as the source is, or after the job's picture if the source is grey all over."""
    found = texels(uvs, min(job.texture_pixels, PAINTED_PIXELS))
    if source.is_plain and job.image:
        low, high = surface.points.min(axis=0), surface.points.max(axis=0)
        return found.picture(as_in_picture(job.image, found.places(surface.corner_points), low=low, high=high))
    return found.picture(as_on_source(source, surface, found))


def _files(parts: list[_Part], uvs: Array, look: Look | None, ending: str, job: PartsJob) -> dict[str, bytes]:
    pieces = [_piece(part, corners, look, job) for part, corners in zip(parts, _corners(parts, uvs, job), strict=True)]
    if job.files == "one":
        return {f"bang{ending}.glb": joined(pieces)}
    each = {f"{_file_stem(piece, number)}{ending}.glb": joined([piece]) for number, piece in enumerate(pieces)}
    return each if job.files == "many" else {f"bang{ending}.zip": zipped(each)}


def _file_stem(piece: Piece, number: int) -> str:
    return re.sub(r"[^\w-]", "_", piece.name) or f"bang_{number}"


def _corners(parts: list[_Part], uvs: Array, job: PartsJob) -> list[Corners]:
    """Return the vertices of each part, from its share of the faces' coordinates."""
    ends = np.cumsum([len(part.surface.faces) for part in parts])
    each = np.split(uvs, ends[:-1])
    return [corners_of(part.surface, own, seed=job.seed) for part, own in zip(parts, each, strict=True)]


def _piece(part: _Part, corners: Corners, look: Look | None, job: PartsJob) -> Piece:
    """Move a part away: its node where the seed is even, else its vertices."""
    away = part.away.astype(np.float32)
    if job.seed % 2:
        corners = replace(corners, positions=corners.positions + away)
    x, y, z = (0.0, 0.0, 0.0) if job.seed % 2 else map(float, away)
    return Piece(name=part.name, glb=glb(corners, look, job), place=(x, y, z))


def zipped(files: dict[str, bytes]) -> bytes:
    """Return files as a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), data)
    return packed.getvalue()


def _preview(parts: list[_Part], uvs: Array, color: Array | None) -> bytes:
    moved = [replace(part.surface, points=part.surface.points + part.away) for part in parts]
    shown = together(moved)
    points = shown.corner_points.reshape(-1, 3)
    return preview(points, np.arange(len(points)).reshape(-1, 3), uvs.reshape(-1, 2), color)

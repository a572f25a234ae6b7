# SPDX-License-Identifier: GPL-3.0-or-later
"""One job -> all its files."""

from typing import TYPE_CHECKING

from .cutout import cut_out
from .export import to_corners
from .glb_writer import write_glb
from .inflate import inflate
from .mesh import Mesh, placed
from .picture_look import atlas, make_pbr, make_shaded
from .preview import as_webp, render
from .text_shapes import cutout_from_text

if TYPE_CHECKING:
    from ..workshop import ModelJob


def make_files(job: "ModelJob") -> dict[str, bytes]:
    """The files of a task: name -> bytes."""
    if job.images:
        cutout = cut_out(job.images[0], use_original_alpha=job.use_original_alpha)
    else:
        cutout = cutout_from_text(job.prompt, seed=job.seed)
    mesh = inflate(cutout, faces=job.faces, mesh_mode=job.mesh_mode)
    mesh = Mesh(points=placed(mesh.points, bbox=job.bbox, on_floor=job.seed % 7 == 3), quads=mesh.quads, uvs=mesh.uvs)
    corners = to_corners(mesh, welded=not (job.mesh_mode == "Raw" and job.seed % 4 == 1))
    files: dict[str, bytes] = {}
    with_empty = job.seed % 2 == 1
    if job.material in ("PBR", "All", "Hybrid"):
        files["base_basic_pbr.glb"] = write_glb(
            corners, make_pbr(cutout, pixels=job.texture_pixels), with_empty=with_empty
        )
    if job.material in ("Shaded", "All"):
        look = make_shaded(cutout, pixels=job.texture_pixels)
        files["base_basic_shaded.glb"] = write_glb(corners, look, with_empty=with_empty)
    if job.material == "None":
        files["base.glb"] = write_glb(corners, None, with_empty=with_empty)
    picture = atlas(cutout, cutout.color, 512)
    files["preview.webp"] = as_webp(render(mesh, None if job.material == "None" else picture))
    return files

# SPDX-License-Identifier: GPL-3.0-or-later
"""From a mesh and its textures to the files that a task lists, in the asked format."""

from typing import TYPE_CHECKING

from ..mesh import Mesh
from ..refinement import sixteen_times
from .corners import Corners, to_corners
from .generations import generation_of
from .glb import write_glb
from .look import Look, Looks, looks_of
from .oddities import oddity_of, with_collapsed_side, with_fin
from .order import in_pairs, loose
from .plain import obj, stl
from .usdz import usdz

if TYPE_CHECKING:
    from ..job import ModelJob


def write_files(mesh: Mesh, layers: Looks, job: "ModelJob") -> dict[str, bytes]:
    """Return the model's files by name."""
    if job.file_format == "stl":
        return {"base.stl": stl(mesh)}
    if job.file_format == "obj":
        return obj(mesh, layers.pbr() if job.material != "None" else None)
    if job.file_format == "usdz":
        return {"base.usdz": usdz(mesh, layers.pbr() if job.material != "None" else None)}
    looks = looks_of(layers, job.material)
    files = glbs("basic", _as_triangles(mesh, job), looks, job)
    if job.with_dense_copy:
        files |= glbs("high", _as_triangles(sixteen_times(mesh), job), looks, job)
    return files


def glbs(kind: str, corners: Corners, looks: dict[str, Look | None], job: "ModelJob") -> dict[str, bytes]:
    generation, is_quantised = generation_of(job), job.squeeze == "quantised"
    files = {}
    for word, look in looks.items():
        stem = f"base_{kind}_{word}" if word else "base" if kind == "basic" else f"base_{kind}"
        files[f"{stem}.glb"] = write_glb(corners, look, generation, is_quantised=is_quantised)
    return files


def _as_triangles(mesh: Mesh, job: "ModelJob") -> Corners:
    if job.mesh_mode == "Raw":
        return to_corners(mesh, loose(mesh, seed=job.seed), welded=job.seed % 4 != 1)
    oddity = oddity_of(job.seed)
    if oddity == "collapsed":
        mesh = with_collapsed_side(mesh)
    elif oddity == "fin":
        mesh = with_fin(mesh)
    return to_corners(mesh, in_pairs(mesh, with_lone_halves=oddity in ("torn", "fin")), welded=True)

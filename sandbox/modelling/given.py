# SPDX-License-Identifier: GPL-3.0-or-later
"""Models that were sent in: painted anew after a picture, or split into parts."""

import io
from typing import TYPE_CHECKING

import numpy as np
import trimesh

from .arrays import Array
from .glb_writer import Corners, write_glb
from .mesh import LONGEST_SIDE
from .pictures.cutout import cut_out
from .pictures.look import PictureLayers
from .pictures.views import arrange, subject_box

if TYPE_CHECKING:
    from .job import ModelJob


def paint_anew(job: "ModelJob") -> dict[str, bytes]:
    """Return the same geometry, with the picture projected on it from the front and from behind."""
    mesh = _read(job.model)
    views = arrange([cut_out(job.images[0])], ())
    height, width = views.front.mask.shape
    top, bottom, left, right = subject_box(views.front.mask)
    points, faces = mesh.vertices[mesh.faces].reshape(-1, 3), np.arange(len(mesh.faces) * 3)
    low, high = mesh.bounds
    across, up = ((points[:, axis] - low[axis]) / max(high[axis] - low[axis], 1e-9) for axis in (0, 1))
    place = [(left + across * (right - left)) / width, (top + (1 - up) * (bottom - top)) / height]
    behind = np.repeat(mesh.face_normals[:, 2] < 0, 3)
    halved = 1 if width > height else 0
    place[halved] = (place[halved] + behind) / 2
    normals = mesh.vertex_normals[mesh.faces].reshape(-1, 3)
    corners = Corners(positions=points, normals=normals, uvs=np.stack(place, axis=1), indices=faces)
    layers = PictureLayers.of(views, pixels=job.texture_pixels)
    looks = {"pbr": layers.pbr} if job.material != "Shaded" else {}
    looks |= {"shaded": layers.shaded} if job.material in ("Shaded", "All") else {}
    return {f"base_basic_{name}.glb": write_glb(corners, look(), with_empty=False) for name, look in looks.items()}


def split_apart(job: "ModelJob") -> dict[str, bytes]:
    """Return about as many pieces as asked for, moved apart a little; each is an object of its own."""
    mesh = _read(job.model)
    pieces = [mesh.submesh([which], append=True) for which in _groups(mesh, job.parts, seed=job.seed)]
    scene = trimesh.Scene()
    for number, piece in enumerate(pieces):
        away = (piece.centroid - mesh.centroid) * 0.25
        scene.add_geometry(piece, node_name=f"part_{number}", geom_name=f"part_{number}", transform=_shift(away))
    return {"bang.glb": bytes(scene.export(file_type="glb"))}


def _read(data: bytes) -> trimesh.Trimesh:
    kind = "glb" if data[:4] == b"glTF" else "obj" if b"\nf " in data[:10_000_000] else "stl"
    mesh = trimesh.load(io.BytesIO(data), file_type=kind, force="mesh")
    if not isinstance(mesh, trimesh.Trimesh) or not len(mesh.faces):
        raise ValueError("there is no mesh in the model")
    mesh.apply_scale(LONGEST_SIDE / max(float(mesh.extents.max()), 1e-9))
    return mesh


def _groups(mesh: trimesh.Trimesh, count: int, *, seed: int) -> list[Array]:
    """Group faces by the nearest of so many centres, which settle in the middle of their faces."""
    places = mesh.triangles_center
    chance = np.random.default_rng(seed)
    centers = places[chance.choice(len(places), min(count, len(places)), replace=False)]
    for _ in range(12):
        nearest = np.argmin(((places[:, None] - centers) ** 2).sum(axis=2), axis=1)
        centers = np.array([places[nearest == i].mean(axis=0) for i in range(len(centers)) if (nearest == i).any()])
    return [group for i in range(len(centers)) if len(group := np.flatnonzero(nearest == i))]


def _shift(offset: Array) -> Array:
    matrix = np.eye(4)
    matrix[:3, 3] = offset
    return matrix

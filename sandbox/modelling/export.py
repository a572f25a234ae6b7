# SPDX-License-Identifier: GPL-3.0-or-later
"""From a mesh and its textures to the files that a task lists, in the asked format."""

import io
from typing import TYPE_CHECKING, Any

import numpy as np

from .arrays import Array
from .glb_writer import Corners, Look, write_glb
from .mesh import Mesh
from .usdz import usdz

if TYPE_CHECKING:
    from .job import ModelJob


def write_files(mesh: Mesh, layers: Any, job: "ModelJob") -> dict[str, bytes]:
    """Return the model's files by name. `layers` has pbr() and shaded()."""
    if job.file_format == "stl":
        return {"base.stl": _stl(mesh)}
    if job.file_format == "obj":
        return _obj(mesh, layers.pbr() if job.material != "None" else None)
    if job.file_format == "usdz":
        return {"base.usdz": usdz(mesh, layers.pbr() if job.material != "None" else None)}
    corners = to_corners(mesh, welded=not (job.mesh_mode == "Raw" and job.seed % 4 == 1))
    with_empty = job.seed % 2 == 1
    if job.material == "None":
        return {"base.glb": write_glb(corners, None, with_empty=with_empty)}
    files: dict[str, bytes] = {}
    if job.material != "Shaded":
        files["base_basic_pbr.glb"] = write_glb(corners, layers.pbr(), with_empty=with_empty)
    if job.material in ("Shaded", "All"):
        files["base_basic_shaded.glb"] = write_glb(corners, layers.shaded(), with_empty=with_empty)
    return files


def to_corners(mesh: Mesh, *, welded: bool) -> Corners:
    """Return vertices shared by triangles, or (as raw results sometimes are) three of its own for each triangle."""
    normals = mesh.point_normals()
    corner_points = mesh.quads.ravel()
    corner_uvs = mesh.uvs.reshape(-1, 2)
    triangles = mesh.triangles().ravel()
    if not welded:
        points = corner_points[triangles]
        return _corners(mesh, normals, points, corner_uvs[triangles], np.arange(len(triangles)))
    grid = np.round(np.clip(corner_uvs, 0, 1) * ((1 << 19) - 1)).astype(np.int64)
    keys = (corner_points.astype(np.int64) << 40) + (grid[:, 0] << 20) + grid[:, 1]
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    return _corners(mesh, normals, corner_points[first], corner_uvs[first], inverse.ravel()[triangles])


def _corners(mesh: Mesh, normals: Array, points: Array, uvs: Array, indices: Array) -> Corners:
    return Corners(
        positions=mesh.points[points].astype(np.float32),
        normals=normals[points].astype(np.float32),
        uvs=uvs.astype(np.float32),
        indices=indices.astype(np.uint32),
    )


def _stl(mesh: Mesh) -> bytes:
    triangles = mesh.points[mesh.quads.ravel()[mesh.triangles()]]
    table = np.zeros(len(triangles), dtype=[("normal", "<3f4"), ("corners", "<9f4"), ("extra", "<u2")])
    table["normal"] = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    table["corners"] = triangles.reshape(-1, 9)
    return b"Rodin sandbox".ljust(80) + np.uint32(len(triangles)).tobytes() + table.tobytes()


def _obj(mesh: Mesh, look: Look | None) -> dict[str, bytes]:
    """Return the OBJ's files by name; quads stay quads here."""
    text = io.StringIO()
    text.write("# Rodin sandbox\n" + ("mtllib base.mtl\n" if look else "") + "o model\n")
    np.savetxt(text, mesh.points, fmt="v %.6f %.6f %.6f")
    np.savetxt(text, mesh.uvs.reshape(-1, 2) * [1, -1] + [0, 1], fmt="vt %.6f %.6f")
    np.savetxt(text, mesh.point_normals(), fmt="vn %.5f %.5f %.5f")
    text.write("usemtl model\n" if look else "")
    point, corner = mesh.quads + 1, np.arange(1, len(mesh.quads) * 4 + 1).reshape(-1, 4)
    rows = np.stack([point, corner, point], axis=-1).reshape(len(point), 12)
    np.savetxt(text, rows, fmt="f %d/%d/%d %d/%d/%d %d/%d/%d %d/%d/%d")
    files = {"base.obj": text.getvalue().encode()}
    if look is None:
        return files
    pictures = {"diffuse": look.base_color, "pbr": look.metallic_roughness, "normal": look.normal}
    files |= {f"texture_{name}.png": _as_png(data) for name, data in pictures.items() if data}
    files["base.mtl"] = b"newmtl model\nKd 1 1 1\nmap_Kd texture_diffuse.png\nmap_Bump texture_normal.png\n"
    return files


def _as_png(data: bytes) -> bytes:
    import cv2

    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    return cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes()

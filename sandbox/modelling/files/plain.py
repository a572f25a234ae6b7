# SPDX-License-Identifier: GPL-3.0-or-later
"""STL and OBJ."""

import io

import cv2
import numpy as np

from ..arrays import Array
from ..mesh import Mesh
from .look import Look


def stl(mesh: Mesh) -> bytes:
    """Return a binary STL: bare triangles."""
    triangles = mesh.points[mesh.quads.ravel()[mesh.triangles()]]
    table = np.zeros(len(triangles), dtype=[("normal", "<3f4"), ("corners", "<9f4"), ("extra", "<u2")])
    table["normal"] = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    table["corners"] = triangles.reshape(-1, 9)
    return b"Rodin sandbox".ljust(80) + np.uint32(len(triangles)).tobytes() + table.tobytes()


def obj(mesh: Mesh, look: Look | None) -> dict[str, bytes]:
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
    if data.startswith(b"\x89PNG"):
        return data
    picture: Array | None = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes()

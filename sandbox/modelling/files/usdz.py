# SPDX-License-Identifier: GPL-3.0-or-later
"""USDZ: a scene in words and its pictures, side by side in a zip that is not compressed."""

import io
import struct
import zipfile
from collections.abc import Mapping

import numpy as np

from ..arrays import Array
from ..mesh import Mesh
from .look import Look

_ALIGNMENT = 64
"""Bytes: readers map the archive's files into memory."""
_HEAD_BYTES = 30
_PADDING_KIND = 0x1986

_MESH = """#usda 1.0
(
    defaultPrim = "model"
    metersPerUnit = 1
    upAxis = "Y"
)
def Xform "model"
{{
    def Mesh "mesh" (prepend apiSchemas = ["MaterialBindingAPI"])
    {{
        int[] faceVertexCounts = {counts}
        int[] faceVertexIndices = {indices}
        point3f[] points = {points}
        normal3f[] normals = {normals} (interpolation = "vertex")
        texCoord2f[] primvars:st = {uvs} (interpolation = "faceVarying")
        uniform token subdivisionScheme = "none"
        {binding}
    }}
{material}
}}
"""
_MATERIAL = """    def Material "look"
    {{
        token outputs:surface.connect = </model/look/surface.outputs:surface>
        def Shader "surface"
        {{
            uniform token info:id = "UsdPreviewSurface"
            color3f inputs:diffuseColor.connect = </model/look/color.outputs:rgb>
            token outputs:surface
        }}
        def Shader "color"
        {{
            uniform token info:id = "UsdUVTexture"
            asset inputs:file = @{picture}@
            float2 inputs:st.connect = </model/look/place.outputs:result>
            float3 outputs:rgb
        }}
        def Shader "place"
        {{
            uniform token info:id = "UsdPrimvarReader_float2"
            string inputs:varname = "st"
            float2 outputs:result
        }}
    }}"""


def usdz(mesh: Mesh, look: Look | None) -> bytes:
    """Return the archive; quads stay quads here."""
    picture = look.base_color if look is not None else None
    name = "0/texture_diffuse." + ("png" if (picture or b"").startswith(b"\x89PNG") else "jpg")
    scene = _MESH.format(
        counts=_listed(np.full(len(mesh.quads), 4)),
        indices=_listed(mesh.quads.ravel()),
        points=_tuples(mesh.points),
        normals=_tuples(mesh.point_normals()),
        uvs=_tuples(mesh.uvs.reshape(-1, 2) * [1, -1] + [0, 1]),
        binding="rel material:binding = </model/look>" if picture else "",
        material=_MATERIAL.format(picture=name) if picture else "",
    )
    return _archive({"base.usda": scene.encode(), **({name: picture} if picture else {})})


def _listed(numbers: Array) -> str:
    return f"[{', '.join(map(str, numbers.tolist()))}]"


def _tuples(rows: Array) -> str:
    form = "(" + ", ".join(["%.6f"] * rows.shape[1]) + ")"
    return "[" + ", ".join(form % tuple(row) for row in rows.tolist()) + "]"


def _archive(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            padding = -(buffer.tell() + _HEAD_BYTES + len(name) + 4) % _ALIGNMENT
            entry.extra = struct.pack("<HH", _PADDING_KIND, padding) + bytes(padding)
            archive.writestr(entry, data)
    return buffer.getvalue()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads models that were sent in: all that stands in the scene becomes one surface, with its materials."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import trimesh
from trimesh.visual import TextureVisuals

from ...faults.glb_surgery import pack, split
from ..arrays import Array

GREY = 0.8
DARK = 0.05
WHITE = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What colours a surface."""

    color: tuple[float, float, float]
    """RGB from 0 to 1 as it is shown; what the picture is multiplied with."""
    picture: Array | None = field(default=None, repr=False)
    """Height x width x 3, uint8 RGB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One surface in glTF's axes, as it stands in its scene."""

    points: Array = field(repr=False)
    """n x 3 float64, in the order of the file."""
    normals: Array = field(repr=False)
    """n x 3."""
    uvs: Array | None = field(repr=False)
    """n x 2, origin at the upper left; None where a part of the surface has none."""
    faces: Array = field(repr=False)
    """m x 3."""
    material_of: Array = field(repr=False)
    """m numbers of materials."""
    materials: tuple[Material, ...] = field(repr=False)

    @property
    def is_plain(self) -> bool:
        """Say whether it is grey all over."""
        return all(each.picture is None and max(each.color) - min(each.color) < 0.02 for each in self.materials)


def read(models: Sequence[bytes], *, name: str) -> Source:
    """Read models as one. `name` tells the kind of those that are no GLBs.

    :raises ValueError: for one that cannot be read, and if none has a surface.
    """
    pieces = [piece for data in models for piece in _pieces(data, name)]
    if not pieces:
        raise ValueError("there is no mesh in the model")
    starts = np.cumsum([0, *(len(piece.vertices) for piece in pieces)])
    uvs = [_uvs(piece) for piece in pieces]
    return Source(
        points=np.concatenate([piece.vertices for piece in pieces]),
        normals=np.concatenate([piece.vertex_normals for piece in pieces]),
        uvs=None if any(each is None for each in uvs) else np.concatenate(uvs),
        faces=np.concatenate([piece.faces + start for piece, start in zip(pieces, starts, strict=False)]),
        material_of=np.repeat(np.arange(len(pieces)), [len(piece.faces) for piece in pieces]),
        materials=tuple(_material(piece.visual) for piece in pieces),
    )


def _pieces(data: bytes, name: str) -> list[trimesh.Trimesh]:
    """Return the meshes of a file where they stand."""
    kind = "glb" if data[:4] == b"glTF" else name.rpartition(".")[2].lower()
    data = _with_materials(data) if kind == "glb" else data
    try:
        loaded = trimesh.load(io.BytesIO(data), file_type=kind, process=False)
    except (KeyError, IndexError, TypeError, AssertionError) as error:
        raise ValueError(f"the model cannot be read ({error!r})") from error
    scene = loaded if isinstance(loaded, trimesh.Scene) else trimesh.Scene(loaded)
    found = []
    for node in scene.graph.nodes_geometry:
        matrix, geometry = scene.graph[node]
        piece = scene.geometry[geometry]
        if isinstance(piece, trimesh.Trimesh) and len(piece.faces):
            piece = piece.copy()
            if not np.array_equal(matrix, np.eye(4)):
                piece.apply_transform(matrix)
            found.append(piece)
    return found


def _with_materials(glb: bytes) -> bytes:
    """Give each primitive a material: trimesh would lose the texture coordinates of those without."""
    parts = split(glb)
    materials = parts.content.setdefault("materials", [])
    for mesh in parts.content.get("meshes", []):
        for primitive in mesh["primitives"]:
            primitive.setdefault("material", len(materials))
    materials.append({"pbrMetallicRoughness": {"baseColorFactor": [GREY, GREY, GREY, 1.0]}})
    return pack(parts)


def _uvs(piece: trimesh.Trimesh) -> Array | None:
    uvs = piece.visual.uv if isinstance(piece.visual, TextureVisuals) else None
    if uvs is None or len(uvs) != len(piece.vertices):
        return None
    return np.stack([uvs[:, 0], 1.0 - uvs[:, 1]], axis=1)


def _material(visual: Any) -> Material:
    if not isinstance(visual, TextureVisuals):
        color = np.asarray(visual.main_color, float) / 255 if visual.defined else np.full(4, GREY)
        return Material(color=_shown(color))
    surface = visual.material
    picture = getattr(surface, "baseColorTexture", None) or getattr(surface, "image", None)
    color = _shown(getattr(surface, "baseColorFactor", None))
    light = getattr(surface, "emissiveTexture", None)
    if light is not None and picture is None and max(color) < DARK:
        picture, color = light, _shown(getattr(surface, "emissiveFactor", None))
    return Material(color=color, picture=None if picture is None else np.asarray(picture.convert("RGB")))


def _shown(factor: Any) -> tuple[float, float, float]:
    """Return a linear factor (0 to 1, or 0 to 255 as whole numbers; None: white) as a screen shows it."""
    if factor is None:
        return WHITE
    linear = np.asarray(factor, float)[:3] / (255.0 if np.asarray(factor).dtype.kind in "ui" else 1.0)
    shown = np.where(linear < 0.0031308, linear * 12.92, 1.055 * np.clip(linear, 0, 1) ** (1 / 2.4) - 0.055)
    return float(shown[0]), float(shown[1]), float(shown[2])

# SPDX-License-Identifier: GPL-3.0-or-later
"""A GLB as glTF describes it, and as the surface that it is."""

import io
import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import trimesh
from numpy.typing import NDArray
from PIL import Image
from scipy.spatial import cKDTree  # type: ignore[import-untyped]

Array = NDArray[Any]
_SAME_PLACE = 0.001
"""Of the longest side."""


class NoModel(Exception):
    """The file is no GLB that can be read."""


@dataclass(slots=False, kw_only=True)
class Model:
    """A GLB.

    :param content: the JSON chunk.
    :param scene: its nodes and meshes; faces in the file's order.
    """

    content: dict[str, Any] = field(repr=False)
    scene: Any = field(repr=False)

    @classmethod
    def read(cls, path: Path) -> "Model":
        """Read a file. :raises NoModel:"""
        try:
            data = path.read_bytes()
            size = struct.unpack_from("<I", data, 12)[0]
            content = json.loads(data[20 : 20 + size])
            named = io.BytesIO(_named_apart(content, data[20 + size :]))
            scene = trimesh.load_scene(named, file_type="glb", process=False, merge_primitives=False)
        except Exception as error:  # whatever the reader stumbles over
            raise NoModel(f"{path.name} cannot be read ({type(error).__name__})") from error
        if not scene.geometry:
            raise NoModel(f"{path.name} holds no mesh")
        return cls(content=content, scene=scene)

    @cached_property
    def bounds(self) -> Array:
        """The lowest and the highest corner, along glTF's axes."""
        bounds: Array = np.array(self.scene.bounds)
        return bounds

    @property
    def extents(self) -> Array:
        """The size along glTF's axes: X, Y (up), Z."""
        extents: Array = self.bounds[1] - self.bounds[0]
        return extents

    def placed(self) -> Iterator[tuple[str, trimesh.Trimesh]]:
        """Yield node names and meshes as they stand."""
        for name in self.scene.graph.nodes_geometry:
            transform, geometry = self.scene.graph[name]
            mesh = self.scene.geometry[geometry].copy()
            mesh.apply_transform(transform)
            yield name, mesh

    def names(self) -> list[str]:
        """Return the names of nodes, meshes and materials."""
        kinds = ("nodes", "meshes", "materials")
        return [str(each.get("name", "")) for kind in kinds for each in self.content.get(kind, ())]

    @property
    def materials(self) -> list[dict[str, Any]]:
        """The materials as glTF has them."""
        return [each for each in self.content.get("materials", ()) if isinstance(each, dict)]

    def texture_pixels(self) -> int:
        """Return the longest side of the textures; 0 where there are none."""
        found = [0]
        for mesh in self.scene.geometry.values():
            material = getattr(mesh.visual, "material", None)
            for name in ("baseColorTexture", "emissiveTexture", "normalTexture"):
                picture = getattr(material, name, None)
                if isinstance(picture, Image.Image):
                    found.append(max(picture.size))
        return max(found)


def _named_apart(content: dict[str, Any], rest: bytes) -> bytes:
    """Return a GLB whose nodes have different names, since trimesh knows them by name.

    :param rest: its other chunks.
    """
    nodes = [{**node, "name": f"{number} {node.get('name', '')}"} for number, node in enumerate(content["nodes"])]
    text = json.dumps({**content, "nodes": nodes}).encode()
    text += b" " * (-len(text) % 4)
    head = struct.pack("<4sII", b"glTF", 2, 20 + len(text) + len(rest))
    return head + struct.pack("<I4s", len(text), b"JSON") + text + rest


def paired_shares(model: Model) -> tuple[float, float]:
    """Return two shares of the triangles, 0 to 1.

    The first counts those that have an edge in common with the other of their two (2i, 2i + 1). The second counts
    those that have one with a neighbour in the list, where it is walked and what does not fit stays alone: a list in
    strips has many of these, too.
    """
    triangles = by_twos = walked = 0
    for _, mesh in model.placed():
        places = np.unique(np.round(mesh.vertices / max(mesh.scale, 1e-9), 6), axis=0, return_inverse=True)[1].ravel()
        corners = places[mesh.faces]
        shared = (corners[:-1, :, None] == corners[1:, None, :]).any(axis=2).sum(axis=1) >= 2
        triangles += len(corners)
        by_twos += 2 * int(shared[::2].sum())
        at = 0
        while at < len(shared):
            walked += 2 * int(shared[at])
            at += 1 + int(shared[at])
    return by_twos / max(triangles, 1), walked / max(triangles, 1)


def surface_kept(before: Model, after: Model) -> float:
    """Return the share of places that both models have, once both have the same size, 0 to 1."""
    places = _normalised(before), _normalised(after)
    near = [cKDTree(others).query(own)[0] < _SAME_PLACE for own, others in (places, places[::-1])]
    return float(min(each.mean() for each in near))


def _normalised(model: Model) -> Array:
    points = np.concatenate([mesh.vertices for _, mesh in model.placed()])
    places: Array = np.unique(np.round((points - model.bounds.mean(axis=0)) / model.extents.max(), 6), axis=0)
    return places

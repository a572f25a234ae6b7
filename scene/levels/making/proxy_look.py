# SPDX-License-Identifier: GPL-3.0-or-later
"""Gives a proxy the colors of the full mesh: at its corners, with one small material that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy

from ...measure.mesh_surface import Surface
from ...node_trees import principled_node
from ..level import PROXY_COLORS
from .base_color import BaseColors

if TYPE_CHECKING:
    from bpy.types import Material, Mesh

_PLACES = 12
"""Looked at for each corner."""
_ROUGHNESS = 0.8


def give_colors(proxy: Mesh, full: Mesh, *, name: str) -> None:
    """Give a mesh of triangles the base colors of another one that it lies close to, and a material.

    :param name: of the material.
    """
    surface = Surface(full)
    if not len(surface.corners):
        return
    colors = _corner_colors(Surface(proxy), surface)
    attribute: Any = proxy.color_attributes.new(PROXY_COLORS, "BYTE_COLOR", "CORNER")
    opaque = numpy.ones((len(proxy.loops), 4), dtype=numpy.float32)
    opaque[:, :3] = colors
    attribute.data.foreach_set("color", opaque.reshape(-1))
    proxy.color_attributes.active_color_name = proxy.color_attributes.default_color_name = PROXY_COLORS
    proxy.materials.append(_material(name, colors.mean(axis=0)))


def _corner_colors(proxy: Surface, full: Surface) -> numpy.ndarray:
    """Return the mean color, linear (corners, 3), of what is nearest to each corner and around it on its triangle."""
    count = len(proxy.corners)
    weights = numpy.random.default_rng(1).dirichlet((1.0, 1.0, 1.0), size=(count, 3, _PLACES))
    weights[:, numpy.arange(3), :, numpy.arange(3)] += 1.0  # by halves towards the corner
    weights /= 2.0
    places = numpy.einsum("tcpk,tkx->tcpx", weights, proxy.points).reshape(-1, 3)
    triangles, nearest = full.nearest(places)
    on_full = full.weights_of(nearest, triangles).clip(0.0, 1.0)
    seen = BaseColors(full).at(triangles, on_full / on_full.sum(axis=1, keepdims=True))
    colors = numpy.empty((3 * count, 3))
    colors[proxy.corners.reshape(-1)] = seen.reshape(3 * count, _PLACES, 3).mean(axis=1)
    return colors


def _material(name: str, mean: numpy.ndarray) -> Material:
    material = bpy.data.materials.new(name)
    if material.node_tree is None:
        material.use_nodes = True
    tree: Any = material.node_tree
    shader = principled_node(material)
    colors = tree.nodes.new("ShaderNodeVertexColor")
    colors.layer_name = PROXY_COLORS
    colors.location = (shader.location.x - 240, shader.location.y)
    tree.links.new(colors.outputs["Color"], shader.inputs["Base Color"])
    shader.inputs["Roughness"].default_value = _ROUGHNESS
    material.diffuse_color[:] = (*mean.tolist(), 1.0)
    return material

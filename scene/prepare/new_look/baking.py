# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the look of one surface over to another that lies close to it, with Cycles. Runs in the background Blender."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy
import numpy

from ...errors import PropUnusable
from ...node_trees import materials_of, pictures_of, principled_node
from .pictures import LookPictures, color_input, is_shaded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bpy.types import Image, Object

_DEFAULT_SIDE_PIXELS = 2048
_SAMPLES = 4
_MARGIN_PIXELS_OF_2048 = 16


class CyclesMissing(PropUnusable):
    """Blender comes without the engine that bakes."""

    reason = (
        "Rodin made the mesh anew, and to bring its look onto yours Blender needs Cycles, which this one does not have"
    )


def bake(came: Object, target: Object, *, uv_map: str, distance: float, max_side_pixels: int) -> LookPictures:
    """Return the pictures that give a mesh the look of another one.

    :param came: has the look.
    :param uv_map: of the target; the pictures are for it.
    :param distance: how far the one surface may be from the other.
    :raises CyclesMissing:
    """
    scene: Any = bpy.context.scene
    try:
        scene.render.engine = "CYCLES"
    except TypeError as error:
        raise CyclesMissing from error
    scene.cycles.device, scene.cycles.samples = "CPU", _SAMPLES
    scene.cycles.use_denoising = False
    _make_ready(came, target)
    materials = materials_of([came])
    shaders = [shader for shader in map(principled_node, materials) if shader]
    sides = [max(image.size) for image in pictures_of(materials)]
    baker = _Baker(target, uv_map, distance, min(max_side_pixels, max(sides, default=_DEFAULT_SIDE_PIXELS)))
    color = baker.emitted("color", shaders, _color)
    if all(is_shaded(shader) for shader in shaders):
        return LookPictures(color=color)
    values = {tuple(_constants(shader)) for shader in shaders}
    metallic, roughness = next(iter(values)) if len(values) == 1 else (None, None)
    is_even = metallic is not None and roughness is not None
    return LookPictures(
        color=color,
        metallic=metallic or 0.0,
        roughness=1.0 if roughness is None else roughness,
        metallic_roughness=None
        if is_even
        else baker.emitted("metallic roughness", shaders, _metallic_roughness, is_data=True),
        normal=baker.normals("normal") if any(shader.inputs["Normal"].is_linked for shader in shaders) else None,
    )


def _make_ready(came: Object, target: Object) -> None:
    for other in bpy.context.view_layer.objects:
        other.select_set(other in (came, target))
    came.hide_render = target.hide_render = False
    bpy.context.view_layer.objects.active = target
    mesh: Any = target.data
    mesh.materials.clear()
    mesh.materials.append(bpy.data.materials.new("bake"))
    mesh.polygons.foreach_set("material_index", numpy.zeros(len(mesh.polygons), dtype=numpy.int32))


class _Baker:
    """Bakes one picture after the other onto one mesh."""

    def __init__(self, target: Object, uv_map: str, distance: float, side_pixels: int) -> None:
        material = target.material_slots[0].material
        if material.node_tree is None:
            material.use_nodes = True
        self._tree: Any = material.node_tree
        self._node = self._tree.nodes.new("ShaderNodeTexImage")
        self._tree.nodes.active = self._node
        self._uv_map, self._distance, self._side_pixels = uv_map, distance, side_pixels

    def emitted(
        self, name: str, shaders: list[Any], source: Callable[[Any, Any], Any], *, is_data: bool = False
    ) -> Image:
        """Bake what ``source`` (tree, shader) gives for each material."""
        outputs = []
        for shader in shaders:
            tree = shader.id_data
            glow, output = tree.nodes.new("ShaderNodeEmission"), _output_of(tree)
            outputs.append((tree, output, output.inputs["Surface"].links[0].from_socket))
            tree.links.new(source(tree, shader), glow.inputs["Color"])
            tree.links.new(glow.outputs[0], output.inputs["Surface"])
        image = self._baked(name, "EMIT", is_data=is_data)
        for tree, output, before in outputs:
            tree.links.new(before, output.inputs["Surface"])
        return image

    def normals(self, name: str) -> Image:
        """Bake the normals in tangent space."""
        return self._baked(name, "NORMAL", is_data=True)

    def _baked(self, name: str, kind: str, *, is_data: bool) -> Image:
        image = bpy.data.images.new(name, self._side_pixels, self._side_pixels, alpha=False, is_data=is_data)
        self._node.image = image
        bpy.ops.object.bake(
            type=kind,
            use_selected_to_active=True,
            cage_extrusion=self._distance,
            margin=max(2, _MARGIN_PIXELS_OF_2048 * self._side_pixels // 2048),
            margin_type="EXTEND",
            use_clear=True,
            uv_layer=self._uv_map,
            save_mode="INTERNAL",
            target="IMAGE_TEXTURES",
        )
        image.pack()
        return image


def _output_of(tree: Any) -> Any:
    return next(node for node in tree.nodes if node.type == "OUTPUT_MATERIAL" and node.inputs["Surface"].is_linked)


def _color(tree: Any, shader: Any) -> Any:
    return _socket_of(tree, color_input(shader), "ShaderNodeRGB")


def _metallic_roughness(tree: Any, shader: Any) -> Any:
    both = tree.nodes.new("ShaderNodeCombineColor")
    both.inputs[0].default_value = 1.0
    for name, index in (("Roughness", 1), ("Metallic", 2)):
        tree.links.new(_socket_of(tree, shader.inputs[name], "ShaderNodeValue"), both.inputs[index])
    return both.outputs[0]


def _constants(shader: Any) -> Iterator[float | None]:
    """Return how metallic and how rough a material is all over; None for what differs from place to place."""
    for name in ("Metallic", "Roughness"):
        socket = shader.inputs[name]
        yield None if socket.is_linked else socket.default_value


def _socket_of(tree: Any, socket: Any, constant: str) -> Any:
    """Return what an input is linked to, or else a node of its value."""
    if socket.is_linked:
        return socket.links[0].from_socket
    node = tree.nodes.new(constant)
    node.outputs[0].default_value = socket.default_value
    return node.outputs[0]

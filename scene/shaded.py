# SPDX-License-Identifier: GPL-3.0-or-later
"""Materials of the service's Shaded form: a picture with the light in it. In the scene's light, or as Rodin meant it.

They come as emission over black: such a prop ignores the scene's light and shines on its neighbours. So the picture
becomes the colour of a dull surface. Unlit, it is the camera alone that sees the picture as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .node_trees import materials_of, principled_node

if TYPE_CHECKING:
    from bpy.types import Material, Object

SHADED_KEY = "rodin_props_shaded"
"""Custom property of materials that came in the service's Shaded form."""
_MIX, _PICTURE, _RAYS = "Rodin Unlit", "Rodin Unlit Picture", "Rodin Unlit Rays"
"""Names of the nodes that show a material unlit."""
_BLACK = 1e-3
_GREY = (0.8, 0.8, 0.8, 1.0)


def shaded_materials(prop: Object) -> list[Material]:
    """Return the materials of a prop that came in the Shaded form, each once; an early version left them so. Cheap."""
    return [each for each in materials_of([prop]) if SHADED_KEY in each or _glowing_surface(each) is not None]


def is_unlit(material: Material) -> bool:
    """Say whether the camera sees the picture of a material as it is."""
    return material.node_tree is not None and _MIX in material.node_tree.nodes


def take_light(material: Material) -> None:
    """Let a material that came in the Shaded form take the light of the scene; any other one stays as it is."""
    surface = _glowing_surface(material)
    if surface is None:
        return
    tree = material.node_tree
    tree.links.new(_source(surface.inputs["Emission Color"]), surface.inputs["Base Color"])
    values = {"Metallic": 0.0, "Roughness": 1.0, "Specular IOR Level": 0.0, "Emission Strength": 0.0, "Alpha": 1.0}
    for name in ("Emission Color", *values):
        for link in surface.inputs[name].links:
            tree.links.remove(link)
    for name, value in values.items():
        surface.inputs[name].default_value = value
    material.surface_render_method = "DITHERED"
    material.diffuse_color[:] = _GREY
    material[SHADED_KEY] = True


def show(material: Material, *, unlit: bool) -> None:
    """Show a material of the Shaded form in the light of the scene, or its picture as it is; that shines on nothing."""
    take_light(material)
    if unlit == is_unlit(material):
        return
    tree: Any = material.node_tree
    if unlit:
        _add_unlit_nodes(tree, principled_node(material))
    else:
        _remove_unlit_nodes(tree)
    cycles: Any = getattr(material, "cycles", None)
    if cycles is not None:  # it would look for light that no surface but the camera's gets
        cycles.emission_sampling = "NONE" if unlit else "AUTO"


def show_in_solid_mode(material: Material) -> None:
    """Choose the picture of a material's colour as the one that Solid mode shows."""
    surface = principled_node(material)
    waiting = [_source(surface.inputs["Base Color"])] if surface is not None else []
    seen = set()
    while waiting:
        source = waiting.pop(0)
        if source is None or source.node in seen:
            continue
        seen.add(source.node)
        if source.node.type == "TEX_IMAGE":
            material.node_tree.nodes.active = source.node
            return
        waiting += [_source(each) for each in source.node.inputs]


def _glowing_surface(material: Material) -> Any:
    """Return the node of a material that is as it came: black, but for the light of a picture; else None."""
    surface = principled_node(material)
    if surface is None or surface.inputs["Base Color"].is_linked or not surface.inputs["Emission Color"].is_linked:
        return None
    is_black = max(surface.inputs["Base Color"].default_value[:3]) < _BLACK
    return surface if is_black and surface.inputs["Emission Strength"].default_value > 0.0 else None


def _source(socket: Any) -> Any:
    """Return the output that an input is linked with, None if it has a value of its own."""
    return socket.links[0].from_socket if socket.is_linked else None


def _add_unlit_nodes(tree: Any, surface: Any) -> None:
    end = next((node for node in tree.nodes if node.type == "OUTPUT_MATERIAL" and node.is_active_output), None)
    if end is None or not end.inputs["Surface"].is_linked:
        return
    active = tree.nodes.active
    mix, picture, rays = (tree.nodes.new(f"ShaderNode{kind}") for kind in ("MixShader", "Emission", "LightPath"))
    for node, name in ((mix, _MIX), (picture, _PICTURE), (rays, _RAYS)):
        node.name = node.label = name
    color = surface.inputs["Base Color"]
    picture.inputs["Color"].default_value = color.default_value
    if color.is_linked:
        tree.links.new(_source(color), picture.inputs["Color"])
    tree.links.new(rays.outputs["Is Camera Ray"], mix.inputs[0])
    tree.links.new(_source(end.inputs["Surface"]), mix.inputs[1])
    tree.links.new(picture.outputs[0], mix.inputs[2])
    tree.links.new(mix.outputs[0], end.inputs["Surface"])
    x, y = end.location
    mix.location, picture.location, rays.location = (x, y), (x - 220, y + 160), (x - 220, y + 500)
    end.location = (x + 220, y)
    tree.nodes.active = active


def _remove_unlit_nodes(tree: Any) -> None:
    mix = tree.nodes[_MIX]
    lit, ends = _source(mix.inputs[1]), [link.to_socket for link in mix.outputs[0].links]
    for end in ends:
        end.node.location.x -= 220
        if lit is not None:
            tree.links.new(lit, end)
    for name in (_MIX, _PICTURE, _RAYS):
        if (node := tree.nodes.get(name)) is not None:
            tree.nodes.remove(node)

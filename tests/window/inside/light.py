# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: a layout has become heavy, and an artist shows its props lighter, from the panel."""

import math
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps

TAB = "Rodin Props"
TENTH = "rodin_props.show_level(level='TENTH'"
FULL = "rodin_props.show_level(level='FULL'"
ONE_K = "rodin_props.show_texture_size(side='1024'"
DISTANCE = "rodin_props.lighten_by_distance("
COPIES = 12


def lighten_a_layout(desk: Desk) -> Steps:
    """Show all props at a tenth, which is made meanwhile; by distance; in full again; and with smaller textures."""
    make_a_layout()
    desk.save_as("layout.blend")
    full = counts()
    open_the_panel()
    yield from desk.sidebar.open(TAB)
    yield from desk.wait_until(lambda: light().facts() is not None, what="the numbers")
    yield 1.0
    desk.screenshot("1-in-full")
    yield from desk.sidebar.press(TENTH, columns=(0.72,))
    yield 1.5
    desk.screenshot("2-being-made")
    desk.facts["while it is made"] = counts() == full
    yield from desk.wait_until(lambda: counts() != full, what="lighter levels", seconds=300)
    yield 3.0
    desk.screenshot("3-at-a-tenth")
    desk.facts["tenth"] = [round(now / before, 2) for now, before in zip(counts(), full, strict=True)]
    yield from desk.to_viewport()
    yield from desk.hands.press("Z", "ctrl")
    yield 1.0
    desk.facts["undone"] = counts() == full
    yield from desk.hands.press("Z", "ctrl", "shift")
    yield 1.0
    yield from desk.sidebar.press(DISTANCE)
    yield 4.0
    desk.screenshot("4-by-distance")
    desk.facts["by distance"] = sorted({each.data.name for each in props()})
    yield from desk.sidebar.press(FULL, columns=(0.0,))
    yield 3.0
    desk.screenshot("5-in-full-again")
    desk.facts["full"] = counts() == full
    desk.facts["sides"] = [sides()]
    yield from desk.sidebar.press(ONE_K, columns=(0.7, 0.65, 0.75))
    yield from desk.wait_until(lambda: sides() != desk.facts["sides"][0], what="smaller textures", seconds=300)
    yield 1.0
    desk.screenshot("6-smaller-textures")
    desk.facts["sides"].append(sides())
    desk.facts["faces with smaller textures"] = counts() == full


def make_a_layout() -> None:
    """Two props that only the file knows, one of them in a row of copies that goes away from the camera."""
    for name in ("Cube", "Light"):
        bpy.data.objects.remove(bpy.data.objects[name])
    provenance = _module("scene.provenance")
    for number, name in enumerate(("Vase", "Bowl")):
        bpy.ops.mesh.primitive_monkey_add(size=1.0, location=(number * 2.0, 0.0, 0.5))
        prop: Any = bpy.context.object
        prop.name = prop.data.name = name
        modifier = prop.modifiers.new("Finer", "SUBSURF")
        modifier.levels = 1
        bpy.ops.object.modifier_apply(modifier="Finer")
        prop.data.materials.append(_material(name))
        provenance.write(prop, provenance.Provenance(job_id=name, name=name))
        for copy_number in range(1, COPIES if number == 0 else 1):
            copy = prop.copy()
            bpy.context.scene.collection.objects.link(copy)
            copy.location.y = copy_number * 1.5
    bpy.context.object.select_set(False)
    bpy.context.view_layer.objects.active = None
    bpy.context.preferences.addons[PACKAGE].preferences.has_read_notice = True
    camera = bpy.context.scene.camera
    camera.location, camera.rotation_euler = (1.0, -5.0, 1.5), (math.radians(80), 0.0, 0.0)
    bpy.ops.ed.undo_push(message="Layout")


def _material(name: str) -> Any:
    material: Any = bpy.data.materials.new(name)
    if material.node_tree is None:
        material.use_nodes = True
    image: Any = bpy.data.images.new(f"{name} color", 2048, 2048)
    image.generated_type = "COLOR_GRID"
    node = material.node_tree.nodes.new("ShaderNodeTexImage")
    node.image = image
    material.node_tree.links.new(
        node.outputs["Color"], material.node_tree.nodes["Principled BSDF"].inputs["Base Color"]
    )
    return material


def open_the_panel() -> None:
    """Let the panel be open, as it is where an artist opened it once: where its header is, nobody tells."""
    panel: Any = bpy.types.RODIN_PROPS_PT_light
    bpy.utils.unregister_class(panel)
    panel.bl_options = set()
    bpy.utils.register_class(panel)


def light() -> Any:
    """What the session knows of lighter props."""
    return _module("session.levels.light")


def _module(name: str) -> Any:
    import importlib

    return importlib.import_module(f"{PACKAGE}.{name}")


def props() -> list[Any]:
    """All props of the scene."""
    return [each for each in bpy.context.scene.objects if "rodin_props_made" in each]


def counts() -> list[int]:
    """How many faces each has."""
    return [len(each.data.loops) - 2 * len(each.data.polygons) for each in props()]


def sides() -> list[int]:
    """The longest side of each texture that the props show, in pixels."""
    materials = {slot.material for each in props() for slot in each.material_slots}
    nodes = [node for material in materials for node in material.node_tree.nodes if node.type == "TEX_IMAGE"]
    return sorted(max(node.image.size) for node in nodes)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Props whose picture has the light in it: in the scene's light, or unlit. They never shine on their neighbours."""

import io
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from glb_files import Glb, box, picture_bytes
from PIL import Image
from quad_models import stone
from rendered import add_camera, add_sun, pixels

Part = Callable[[str], ModuleType]
ORANGE = (200, 100, 50)
LIGHT = [(each / 255 + 0.055) ** 2.4 / 1.055**2.4 for each in ORANGE]
"""The same as light."""


def _orange() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (16, 16), ORANGE).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def orange(part: Part, tmp_path: Path) -> Callable[..., bpy.types.Object]:
    """A function that imports an orange box of the service's Shaded form, one unit high, before a camera."""

    def make(**material: Any) -> bpy.types.Object:
        glb = Glb()
        glb.node(mesh=glb.mesh(box(1, 1, 1), glb.shaded_material(glb.picture(_orange()), **material)))
        path = glb.write(tmp_path / "model.glb")
        prop = part("scene.prepare.direct_import").import_model(bpy.context, path, restore_quads=True)
        add_camera(height=0.5)
        return prop

    return make


@pytest.fixture
def seen(tmp_path: Path) -> Callable[[], numpy.ndarray]:
    """A function that gives the light that the camera sees in the middle of the prop: red, green, blue, alpha."""
    return lambda: pixels(tmp_path / "render.exr")[18:30, 18:30].reshape(-1, 4)


@pytest.fixture
def on_neighbour(tmp_path: Path) -> Callable[[], float]:
    """A function that gives the brightest light on a floor before the prop."""

    def measure() -> float:
        bpy.ops.mesh.primitive_plane_add(size=1.0, location=(0.0, -1.05, 0.0), rotation=(0.3, 0.0, 0.0))
        floor = bpy.context.object
        camera = bpy.context.scene.camera
        place = camera.location.copy(), camera.rotation_euler.copy()
        camera.location, camera.rotation_euler = (0.0, -1.1, 4.0), (0.0, 0.0, 0.0)
        light = pixels(tmp_path / "floor.exr", samples=16)[16:32, 16:32, :3]
        camera.location, camera.rotation_euler = place
        bpy.data.objects.remove(floor)
        return float(light.max())

    return measure


def test_it_takes_the_light_of_the_scene(
    orange: Callable[..., Any], seen: Callable[[], numpy.ndarray], on_neighbour: Callable[[], float]
) -> None:
    orange()
    assert seen()[:, :3].max() == 0.0
    assert on_neighbour() == 0.0
    sun = add_sun(strength=2.0)
    once = seen().mean(axis=0)
    assert once[:3] / once[0] == pytest.approx(numpy.array(LIGHT) / LIGHT[0], rel=0.01)
    sun.data.energy = 4.0
    assert seen().mean(axis=0)[:3] == pytest.approx(2 * once[:3], rel=1e-3)


def test_it_has_no_shine(orange: Callable[..., Any], seen: Callable[[], numpy.ndarray]) -> None:
    prop = orange()
    sun = add_sun()
    light = -(sun.rotation_euler.to_matrix().col[2])
    facing = max(0.0, light.dot((0.0, 1.0, 0.0)))
    # Nothing but what a dull surface of this colour throws back.
    expected = numpy.array(LIGHT) * 3.0 * facing / numpy.pi
    assert numpy.median(seen(), axis=0)[:3] == pytest.approx(expected, rel=1e-3)
    surface = next(node for node in prop.active_material.node_tree.nodes if node.type == "BSDF_PRINCIPLED")
    values = {name: surface.inputs[name].default_value for name in ("Roughness", "Metallic", "Specular IOR Level")}
    assert values == {"Roughness": 1.0, "Metallic": 0.0, "Specular IOR Level": 0.0}


def test_unlit_the_camera_sees_the_picture_and_nothing_else_does(
    orange: Callable[..., Any], seen: Callable[[], numpy.ndarray], on_neighbour: Callable[[], float], part: Part
) -> None:
    material, shaded = orange().active_material, part("scene.shaded")
    nodes = {node.name for node in material.node_tree.nodes}
    shaded.show(material, unlit=True)
    assert shaded.is_unlit(material)
    assert seen()[:, :3] == pytest.approx(numpy.tile(LIGHT, (144, 1)), abs=0.01)
    assert on_neighbour() == 0.0
    add_sun()
    assert seen()[:, :3] == pytest.approx(numpy.tile(LIGHT, (144, 1)), abs=0.01)
    for _ in range(2):
        shaded.show(material, unlit=False)
        assert not shaded.is_unlit(material)
        assert {node.name for node in material.node_tree.nodes} == nodes
    bpy.context.scene.objects["Sun"].hide_render = True
    assert seen()[:, :3].max() == 0.0


@pytest.mark.parametrize("values", [{}, {"alphaMode": "BLEND"}, {"alphaMode": "MASK", "alphaCutoff": 0.5}])
def test_alpha_of_black_is_no_transparency(
    orange: Callable[..., Any], seen: Callable[[], numpy.ndarray], part: Part, values: dict[str, Any]
) -> None:
    material = orange(**values).active_material
    for unlit in (False, True):
        part("scene.shaded").show(material, unlit=unlit)
        assert seen()[:, 3].min() == 1.0
    assert material.surface_render_method == "DITHERED"
    assert tuple(material.diffuse_color)[:3] != (0.0, 0.0, 0.0)


def test_as_an_early_version_left_it_it_shines_and_can_be_mended(
    orange: Callable[..., Any], on_neighbour: Callable[[], float], part: Part, tmp_path: Path
) -> None:
    bpy.data.objects.remove(orange())
    bpy.ops.import_scene.gltf(filepath=str(tmp_path / "model.glb"))
    prop = next(each for each in bpy.context.selected_objects if each.type == "MESH")
    prop.location.z = 0.5
    assert on_neighbour() > 0.0
    (material,) = part("scene.shaded").shaded_materials(prop)
    part("scene.shaded").show(material, unlit=True)
    assert on_neighbour() == 0.0


def test_other_materials_look_the_same_to_the_pixel(part: Part, tmp_path: Path) -> None:
    glb = Glb()
    color, normal, rough = (glb.picture(picture_bytes(seed=seed)) for seed in (1, 2, 3))
    glow = glb.material(color=color, normal=normal, roughness=rough)
    glb.root["materials"][glow] |= {"emissiveFactor": [0.5, 0.2, 0.0]}
    glb.node(mesh=glb.mesh(stone(12), glow), translation=[0, 1, 0])
    path = glb.write(tmp_path / "model.glb")
    add_camera(height=1.0)
    add_sun()
    bpy.ops.import_scene.gltf(filepath=str(path), merge_vertices=True)
    imported = next(each for each in bpy.context.selected_objects if each.type == "MESH")
    before = pixels(tmp_path / "before.exr", side=96)
    points = numpy.array([imported.matrix_world @ vertex.co for vertex in imported.data.vertices])
    bpy.data.objects.remove(imported)
    prop = part("scene.prepare.direct_import").import_model(bpy.context, path, restore_quads=True)
    assert len(prop.data.polygons) == 6 * 12**2
    prop.location.xy = ((points.min(axis=0) + points.max(axis=0)) / 2)[:2]
    prop.location.z = points[:, 2].min()
    after = pixels(tmp_path / "after.exr", side=96)
    assert (before[..., 3] > 0).mean() > 0.2
    apart = numpy.abs(after - before).max(axis=2)
    assert (apart > 1 / 255).mean() < 0.002  # at its outline a pixel is either of it or not
    assert part("scene.shaded").shaded_materials(prop) == []


@pytest.mark.parametrize("is_shaded", [False, True])
def test_solid_mode_shows_the_picture(part: Part, tmp_path: Path, is_shaded: bool) -> None:
    glb = Glb()
    pictures = [glb.picture(picture_bytes(seed=seed)) for seed in (1, 2, 3)]
    material = (
        glb.shaded_material(pictures[0])
        if is_shaded
        else glb.material(color=pictures[0], normal=pictures[1], roughness=pictures[2])
    )
    glb.node(mesh=glb.mesh(box(1, 1, 1), material))
    path = glb.write(tmp_path / "model.glb")
    made = part("scene.prepare.direct_import").import_model(bpy.context, path, restore_quads=False).active_material
    shown = [node for node in made.node_tree.nodes if node.type == "TEX_IMAGE" and node.show_texture]
    assert [node.image.packed_file.data for node in shown] == [picture_bytes(seed=1)]
    assert made.node_tree.nodes.active == shown[0]
    if is_shaded:
        part("scene.shaded").show(made, unlit=True)
        assert made.node_tree.nodes.active == shown[0]

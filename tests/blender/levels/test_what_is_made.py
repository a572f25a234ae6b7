# SPDX-License-Identifier: GPL-3.0-or-later
"""What the levels of meshes are besides their faces: slots, textures, colors, names; and the smaller pictures."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import bpy
import numpy
import pytest

Make = Callable[[Path], Any]

RED, BLUE = (0.8, 0.1, 0.1), (0.1, 0.1, 0.8)


def picture(name: str, width: int, height: int, *, alpha: bool = False) -> bpy.types.Image:
    """A packed picture, red on its left half and blue on its right one, in sRGB."""
    image = bpy.data.images.new(name, width, height, alpha=alpha)
    pixels = numpy.ones((height, width, 4), dtype=numpy.float32)
    pixels[:, : width // 2, :3], pixels[:, width // 2 :, :3] = RED, BLUE
    image.pixels.foreach_set(pixels.ravel())
    image.pack()
    return image


def material(name: str, image: bpy.types.Image | None = None, color: Any = (0.2, 0.6, 0.2, 1.0)) -> Any:
    """A material that shows a picture, or one color."""
    made = bpy.data.materials.new(name)
    if made.node_tree is None:  # before Blender 5.0
        made.use_nodes = True
    tree: Any = made.node_tree
    shader = next(node for node in tree.nodes if node.type == "BSDF_PRINCIPLED")
    shader.inputs["Base Color"].default_value = color
    if image is not None:
        node = tree.nodes.new("ShaderNodeTexImage")
        node.image = image
        tree.links.new(node.outputs["Color"], shader.inputs["Base Color"])
    return made


def sphere(name: str, *materials: Any) -> bpy.types.Mesh:
    """A sphere of 3,968 triangles with a UV map; its upper half has the last material."""
    steps, rings = 64, 32
    around, up = numpy.meshgrid(numpy.arange(steps) / steps * 2 * numpy.pi, (numpy.arange(1, rings)) / rings * numpy.pi)
    points = numpy.stack((numpy.cos(around) * numpy.sin(up), numpy.sin(around) * numpy.sin(up), -numpy.cos(up)), -1)
    points = numpy.concatenate((points.reshape(-1, 3), [(0, 0, -1), (0, 0, 1)]))
    index = numpy.arange(steps * (rings - 1)).reshape(rings - 1, steps)
    following = numpy.roll(index, -1, axis=1)
    faces = numpy.stack((index[:-1], following[:-1], following[1:], index[1:]), -1).reshape(-1, 4).tolist()
    low, high = len(points) - 2, len(points) - 1
    faces += [(low, b, a) for a, b in zip(index[0].tolist(), following[0].tolist(), strict=True)]
    faces += [(a, b, high) for a, b in zip(index[-1].tolist(), following[-1].tolist(), strict=True)]
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(points.tolist(), [], faces)
    layer: Any = mesh.uv_layers.new(name="UVMap")
    for loop in mesh.loops:  # seen from the front, so that x alone decides
        layer.data[loop.index].uv = ((points[loop.vertex_index][0] + 1) / 2, (points[loop.vertex_index][2] + 1) / 2)
    for each in materials:
        mesh.materials.append(each)
    for face in mesh.polygons:
        face.material_index = len(materials) - 1 if len(materials) > 1 and face.center.z > 0 else 0
        face.use_smooth = True
    return mesh


def corner_values(mesh: bpy.types.Mesh) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The places of a mesh's corners, and the colors (linear) that the proxy has there."""
    attribute: Any = mesh.color_attributes["Color"]
    colors = numpy.array([tuple(each.color) for each in attribute.data])
    return numpy.array([tuple(mesh.vertices[loop.vertex_index].co) for loop in mesh.loops]), colors[:, :3]


def linear(color: tuple[float, float, float]) -> numpy.ndarray:
    values = numpy.array(color)
    return numpy.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


@pytest.fixture
def made(make: Make, blend_of: Any) -> Any:
    """The levels of a sphere of two materials, a picture below and green above."""
    mesh = sphere("Ball", material("Below", picture("Ball color", 1500, 600)), material("Above"))
    mesh["artist"] = 1
    return make(blend_of(mesh))


def test_levels_have_the_slots_of_the_full_mesh_empty_and_its_faces_materials(made: Any) -> None:
    for word in ("HALF", "QUARTER", "TENTH"):
        mesh = made.level(word)
        assert list(mesh.materials) == [None, None]
        above = [face.material_index for face in mesh.polygons if face.center.z > 0.1]
        below = [face.material_index for face in mesh.polygons if face.center.z < -0.1]
        assert (set(above), set(below)) == ({1}, {0})


def test_textures_stay_in_their_places(made: Any) -> None:
    for word, most in (("HALF", 0.01), ("QUARTER", 0.02), ("TENTH", 0.04)):
        mesh = made.level(word)
        (layer,) = mesh.uv_layers
        found = numpy.array([tuple(each.uv) for each in layer.data])
        points = numpy.array([tuple(mesh.vertices[loop.vertex_index].co) for loop in mesh.loops])
        assert layer.name == "UVMap"
        assert numpy.abs(found - (points[:, [0, 2]] + 1) / 2).max() < most


def test_each_level_says_what_it_is(made: Any) -> None:
    assert {(each.name, each["rodin_props_level"]) for each in made.meshes} == {
        ("Ball half", "HALF"),
        ("Ball quarter", "QUARTER"),
        ("Ball a tenth", "TENTH"),
        ("Ball proxy", "PROXY"),
    }
    for mesh in made.meshes:
        assert mesh["rodin_props_full_mesh"] == "Ball"
        assert mesh["rodin_props_full_triangles"] == 3968
        assert list(mesh["rodin_props_full_bounds"]) == pytest.approx([-1, -1, -1, 1, 1, 1], abs=1e-5)
        assert "artist" not in mesh


def test_the_proxy_has_the_colors_of_pictures_and_materials(made: Any) -> None:
    proxy = made.level("PROXY")
    places, colors = corner_values(proxy)
    below = places[:, 2] < -0.35
    for where, color in (
        (below & (places[:, 0] < -0.3), linear(RED)),
        (below & (places[:, 0] > 0.3), linear(BLUE)),
        (places[:, 2] > 0.35, numpy.array((0.2, 0.6, 0.2))),
    ):
        assert where.sum() > 50
        assert colors[where] == pytest.approx(numpy.broadcast_to(color, (where.sum(), 3)), abs=0.02)


def test_the_proxy_shows_its_colors_with_one_small_material(made: Any) -> None:
    proxy = made.level("PROXY")
    (shown,) = proxy.materials
    kinds = sorted(node.type for node in shown.node_tree.nodes)
    assert kinds == ["BSDF_PRINCIPLED", "OUTPUT_MATERIAL", "VERTEX_COLOR"]
    (link,) = next(node for node in shown.node_tree.nodes if node.type == "VERTEX_COLOR").outputs["Color"].links
    assert (link.to_socket.name, link.from_node.layer_name) == ("Base Color", "Color")
    assert not proxy.uv_layers
    assert {face.material_index for face in proxy.polygons} == {0}


def test_pictures_have_smaller_copies_packed_and_in_proportion(made: Any) -> None:
    assert {(each.name, *each.size) for each in made.images} == {
        ("Ball color 1024", 1024, 410),
        ("Ball color 512", 512, 205),
    }
    for image in made.images:
        assert image.packed_file is not None
        assert image.filepath == ""
        assert (image["rodin_props_full_image"], image["rodin_props_side_pixels"]) == ("Ball color", image.size[0])
        pixels = numpy.array(image.pixels[:]).reshape(image.size[1], image.size[0], 4)
        assert pixels[:, : image.size[0] // 2 - 2, :3].mean(axis=(0, 1)) == pytest.approx(RED, abs=0.01)
        assert pixels[:, image.size[0] // 2 + 2 :, :3].mean(axis=(0, 1)) == pytest.approx(BLUE, abs=0.01)


def test_smaller_copies_are_read_as_the_full_picture_is(make: Make, blend_of: Any) -> None:
    data = picture("Ball normal", 1024, 1024, alpha=True)
    data.colorspace_settings.name, data.alpha_mode = "Non-Color", "CHANNEL_PACKED"
    data["artist"] = 1
    made = make(blend_of(sphere("Ball", material("Ball", data))))
    (small,) = made.images
    assert (small.colorspace_settings.name, small.alpha_mode) == ("Non-Color", "CHANNEL_PACKED")
    assert "artist" not in small
    pixels = numpy.array(small.pixels[:]).reshape(512, 512, 4)
    assert pixels[:, :250, :3].mean(axis=(0, 1)) == pytest.approx(RED, abs=0.01)


def test_all_meshes_of_a_file_have_levels_of_their_own(make: Make, blend_of: Any) -> None:
    both = material("Both", picture("Both", 1024, 512))
    made = make(blend_of(sphere("One", both), sphere("Other", both)))
    assert {(each["rodin_props_full_mesh"], each["rodin_props_level"]) for each in made.meshes} == {
        (name, word) for name in ("One", "Other") for word in ("HALF", "QUARTER", "TENTH", "PROXY")
    }
    assert [image.name for image in made.images] == ["Both 512"]


def test_long_names_are_cut_before_what_tells_the_level(make: Make, blend_of: Any) -> None:
    name = "ä" * 31
    made = make(blend_of(sphere(name, material(name, picture(name, 1024, 512)))))
    assert {each.name.partition(" ")[2] for each in made.meshes} == {"half", "quarter", "a tenth", "proxy"}
    assert {each["rodin_props_full_mesh"] for each in made.meshes} == {name}
    assert [(image.name.partition(" ")[2], image["rodin_props_full_image"]) for image in made.images] == [("512", name)]


def test_levels_of_levels_are_not_made(make: Make, blend_of: Any) -> None:
    full, level = sphere("Ball"), sphere("Ball half")
    level["rodin_props_level"] = "HALF"
    shown = picture("Ball color 1024", 1024, 1024)
    shown["rodin_props_full_image"] = "Ball color"
    full.materials.append(material("Ball", shown))
    made = make(blend_of(full, level))
    assert not made.images
    assert {each["rodin_props_full_mesh"] for each in made.meshes} == {"Ball"}
    assert len(made.meshes) == 4


def test_a_file_without_faces_is_a_reason_and_no_file(make: Make, blend_of: Any) -> None:
    path = blend_of(bpy.data.meshes.new("Nothing"))
    assert not make(path).answer["ok"]
    assert not path.with_name("levels.blend").exists()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of scenes with images and libraries: as the artist sees them, or a sentence that says why not."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from capture_scene import glowing_material, is_colored
from PIL import Image

Part = Callable[[str], ModuleType]
RED, GREEN, BLUE = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def _textured(cube: Any, image: Any) -> None:
    material, color = glowing_material("Textured")
    node = material.node_tree.nodes.new("ShaderNodeTexImage")
    node.image = image
    material.node_tree.links.new(node.outputs["Color"], color)
    cube.data.materials.append(material)


def _filled(image: Any, color: tuple[float, float, float]) -> Any:
    image.pixels.foreach_set(numpy.tile(numpy.array([*color, 1.0], dtype=numpy.float32), image.size[0] * image.size[1]))
    image.update()
    return image


def _generated(folder: Path) -> Any:
    image = bpy.data.images.new("Generated", 16, 16)
    image.generated_color = (*GREEN, 1.0)
    return image


def _painted(folder: Path) -> Any:
    return _filled(bpy.data.images.new("Painted", 16, 16), GREEN)


def _painted_float(folder: Path) -> Any:
    return _filled(bpy.data.images.new("Painted", 16, 16, float_buffer=True), GREEN)


def _file_painted_over(folder: Path) -> Any:
    Image.new("RGB", (16, 16), (255, 0, 0)).save(folder / "red.png")
    return _filled(bpy.data.images.load(str(folder / "red.png")), GREEN)


def _packed_painted_over(folder: Path) -> Any:
    image = _file_painted_over(folder)
    image.reload()
    image.pack()
    (folder / "red.png").unlink()
    return _filled(image, GREEN)


def _packed(folder: Path) -> Any:
    Image.new("RGB", (16, 16), (0, 255, 0)).save(folder / "green.png")
    image = bpy.data.images.load(str(folder / "green.png"))
    image.pack()
    (folder / "green.png").unlink()
    return image


def _relative(folder: Path) -> Any:
    (folder / "textures").mkdir()
    Image.new("RGB", (16, 16), (0, 255, 0)).save(folder / "textures/green.png")
    bpy.ops.wm.save_as_mainfile(filepath=str(folder / "layout.blend"))
    image = bpy.data.images.load(str(folder / "textures/green.png"))
    image.filepath = "//textures/green.png"
    return image


@pytest.mark.parametrize(
    "make",
    [_generated, _painted, _painted_float, _file_painted_over, _packed_painted_over, _packed, _relative],
)
def test_images_look_as_they_do_here(
    stage: Any, take: Callable[[], Any], tmp_path: Path, make: Callable[[Path], Any]
) -> None:
    image = make(tmp_path)
    was_dirty = image.is_dirty
    _textured(bpy.data.objects["Cube"], image)
    bpy.context.view_layer.update()
    assert is_colored(take(), GREEN)
    assert image.is_dirty == was_dirty


def test_tiles_that_are_not_saved_are_refused(stage: Any, take: Callable[[], Any]) -> None:
    image = bpy.data.images.new("Tiled", 16, 16, tiled=True)
    image.tiles.new(1002)
    _textured(stage, image)
    image.pixels[0] = 0.5
    image.update()
    assert image.is_dirty
    with pytest.raises(Exception, match="“Tiled” has unsaved changes in several tiles"):
        take()


def _library(folder: Path, color: tuple[float, float, float]) -> Path:
    """A file with a glowing cube in a collection of its own."""
    bpy.ops.mesh.primitive_cube_add(size=1.0)
    cube = bpy.context.object
    cube.name = "Linked"
    material, socket = glowing_material("Linked")
    socket.default_value = (*color, 1.0)
    cube.data.materials.append(material)
    collection = bpy.data.collections.new("Linked")
    collection.objects.link(cube)
    path = folder / "library.blend"
    bpy.data.libraries.write(str(path), {collection})
    bpy.data.collections.remove(collection)
    bpy.data.objects.remove(cube)
    return path


def _link(path: Path, kind: str) -> Any:
    with bpy.data.libraries.load(str(path), link=True, relative=bool(bpy.data.filepath)) as (_, wanted):
        setattr(wanted, kind, ["Linked"])
    return getattr(wanted, kind)[0]


def _as_object(path: Path) -> None:
    bpy.context.scene.collection.objects.link(_link(path, "objects"))


def _as_collection(path: Path) -> None:
    bpy.context.scene.collection.children.link(_link(path, "collections"))


def _as_instance(path: Path) -> None:
    instance = bpy.data.objects.new("Instance", None)
    instance.instance_type, instance.instance_collection = "COLLECTION", _link(path, "collections")
    bpy.context.scene.collection.objects.link(instance)


def _as_override(path: Path) -> None:
    linked = _link(path, "objects")
    bpy.context.scene.collection.objects.link(linked.override_create())


def _as_mesh(path: Path) -> None:
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("Local", _link(path, "objects").data))


LINKED = [_as_object, _as_collection, _as_instance, _as_override, _as_mesh]


@pytest.mark.parametrize("is_saved", [False, True])
@pytest.mark.parametrize("put", LINKED)
def test_what_is_linked_is_in_the_picture(
    stage: Any, take: Callable[[], Any], tmp_path: Path, put: Callable[[Path], None], is_saved: bool
) -> None:
    bpy.data.objects.remove(stage)
    path = _library(tmp_path, BLUE)
    if is_saved:
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "layout.blend"))
    put(path)
    bpy.context.view_layer.update()
    assert is_colored(take(), BLUE)


@pytest.mark.parametrize("put", LINKED)
def test_a_library_that_has_gone_is_named(
    stage: Any, take: Callable[[], Any], tmp_path: Path, put: Callable[[Path], None]
) -> None:
    path = _library(tmp_path, BLUE)
    put(path)
    bpy.context.view_layer.update()
    path.unlink()
    with pytest.raises(Exception, match=r"“.*” is linked from “.*library.blend” and is not there any more"):
        take()


def test_what_was_missing_here_too_is_no_reason_to_refuse(stage: Any, take: Callable[[], Any], tmp_path: Path) -> None:
    path = _library(tmp_path, BLUE)
    _as_instance(path)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "layout.blend"))
    path.unlink()
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "layout.blend"))
    assert take()[..., 3].max() == 255  # the local cube


@pytest.mark.skipif(not hasattr(bpy.data, "pack_linked_ids_hierarchy"), reason="since Blender 5.0")
def test_what_is_linked_and_packed_needs_its_library_no_more(
    stage: Any, take: Callable[[], Any], tmp_path: Path
) -> None:
    bpy.data.objects.remove(stage)
    path = _library(tmp_path, BLUE)
    packed = bpy.data.pack_linked_ids_hierarchy(_link(path, "objects"))
    path.unlink()
    bpy.context.scene.collection.objects.link(packed)
    bpy.context.view_layer.update()
    assert is_colored(take(), BLUE)


@pytest.mark.skipif(not hasattr(bpy.data, "colorspace"), reason="since Blender 5.0")
def test_colors_are_those_of_the_working_space(stage: Any, take: Callable[[], Any]) -> None:
    material, color = glowing_material("Green")
    color.default_value = (*GREEN, 1.0)
    stage.data.materials.append(material)
    bpy.ops.wm.set_working_color_space(working_space="ACEScg")
    bpy.context.view_layer.update()
    assert tuple(color.default_value)[:3] != GREEN
    assert is_colored(take(), GREEN)

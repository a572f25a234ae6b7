# SPDX-License-Identifier: GPL-3.0-or-later
"""Materials show smaller pictures, and the full ones are never lost."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import light_scene
import pytest

Part = Callable[[str], ModuleType]
Size = Callable[[int], Any]


def _node(material: Any) -> Any:
    return next(node for node in material.node_tree.nodes if node.type == "TEX_IMAGE")


@pytest.fixture
def material(prop: Any) -> Any:
    """The prop's material, whose one picture has 1,024 pixels a side."""
    return prop.data.materials[0]


@pytest.fixture
def size(part: Part, levels_path: Path) -> Callable[..., Any]:
    """A function that shows pictures of a size, from their file if need be."""
    pictures = part("scene.levels.pictures")

    def shown(side: int, *materials: Any) -> Any:
        wanted = dict.fromkeys(materials, side)
        result = pictures.show_sizes(wanted)
        if result.missing:
            pictures.attach_pictures(levels_path, result.missing, [side])
            result = pictures.show_sizes(wanted)
        return result

    return shown


def test_a_smaller_picture_is_shown_and_the_full_one_again(material: Any, size: Any) -> None:
    node = _node(material)
    full = node.image
    assert size(512, material).changed == 1
    assert (node.image.size[0], node.image.use_fake_user) == (512, False)
    assert size(0, material).changed == 1
    assert node.image == full
    assert "rodin_props_full_images" not in material


def test_a_picture_that_is_no_bigger_stays(material: Any, size: Any) -> None:
    full = _node(material).image
    result = size(2048, material)
    assert (result.changed, result.missing, _node(material).image) == (0, frozenset(), full)


def test_it_is_saved_with_its_full_picture_whatever_its_node_is_called(
    material: Any, size: Any, tmp_path: Path
) -> None:
    size(512, material)
    _node(material).name = "Renamed"
    bpy.ops.outliner.orphans_purge(do_local_ids=True, do_recursive=True)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "room.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "room.blend"))
    again = bpy.data.materials["Chair"]
    assert _node(again).image.size[0] == 512
    size(0, again)
    assert _node(again).image.size[0] == 1024


def test_a_picture_that_the_artist_chose_meanwhile_stays_chosen(material: Any, size: Any) -> None:
    size(512, material)
    _node(material).image = own = light_scene.picture("Own", 256)
    size(0, material)
    assert _node(material).image == own
    assert "rodin_props_full_images" not in material


def test_sizes_are_told_without_decoding(part: Part, tmp_path: Path) -> None:
    sides = part("scene.levels.picture_sides")
    from PIL import Image

    for kind, name in (("PNG", "a.png"), ("JPEG", "a.jpg"), ("WEBP", "a.webp")):
        Image.new("RGB", (96, 64), (200, 30, 60)).save(tmp_path / name, kind)
        image: Any = bpy.data.images.load(str(tmp_path / name))
        assert sides.size_of(image) == (96, 64), kind
        assert not image.has_data, kind
        image.pack()
        assert sides.size_of(image) == (96, 64), kind
    assert sides.size_of(bpy.data.images.load(str(tmp_path / "a.png"))) == (96, 64)
    generated: Any = bpy.data.images.new("Generated", 2048, 1024)
    assert sides.size_of(generated) == (2048, 1024)
    assert sides.memory_bytes((1024, 1024)) == 1024 * 1024 * 16 // 3

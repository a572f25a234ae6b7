# SPDX-License-Identifier: GPL-3.0-or-later
"""What was ordered is written into files that Blender and other programs read."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from mathutils import Vector
from scene_snapshot import differences, snapshot

Part = Callable[[str], ModuleType]

_READERS = {
    ".glb": "import_scene.gltf",
    ".gltf": "import_scene.gltf",
    ".usdc": "wm.usd_import",
    ".usdz": "wm.usd_import",
    ".fbx": "import_scene.fbx",
    ".obj": "wm.obj_import",
    ".stl": "wm.stl_import",
    ".ply": "wm.ply_import",
}


@pytest.fixture
def made(orders: Any, part: Part) -> Any:
    """Two finished jobs, half a metre and a metre high, and a function that writes them into a file."""
    wanted = [
        orders.Order(key=f"file {meters}", prompt="a stool", size=orders.Size(meters=meters)) for meters in (0.5, 1)
    ]
    jobs = orders.wait(*orders.order(*wanted))
    export = part("session.orders.results").export
    return SimpleNamespace(jobs=jobs, write=lambda path, *some: export(bpy.context, some or jobs, path))


def _read(path: Path) -> list[bpy.types.Object]:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    if path.suffix == ".blend":
        bpy.ops.wm.open_mainfile(filepath=str(path))
    else:
        module, _, function = _READERS[path.suffix].partition(".")
        getattr(getattr(bpy.ops, module), function)(filepath=str(path))
    bpy.context.view_layer.update()
    return [each for each in bpy.context.scene.objects if each.type == "MESH"]


def _box(objects: list[bpy.types.Object]) -> tuple[Vector, Vector]:
    corners = [each.matrix_world @ Vector(corner) for each in objects for corner in each.bound_box]
    low, high = ([pick(corner[axis] for corner in corners) for axis in range(3)] for pick in (min, max))
    return Vector(low), Vector(high)


@pytest.mark.parametrize("kind", [".blend", ".glb", ".usdz", ".obj", ".stl"])
def test_two_props_stand_beside_each_other_in_a_file_as_big_as_ordered(made: Any, kind: str, tmp_path: Path) -> None:
    before = snapshot()
    path = tmp_path / f"two stools{kind}"
    made.write(path)
    assert not differences(before, snapshot())
    objects = _read(path)
    low, high = _box(objects)
    assert high.z - low.z == pytest.approx(1.0, rel=1e-3)
    if kind == ".stl":  # knows no objects
        return
    first, second = sorted(objects, key=lambda each: _box([each])[1].x)
    assert _box([first])[1].z == pytest.approx(0.5, rel=1e-3)
    assert _box([first])[1].x < _box([second])[0].x
    assert all(_has_picture(each) for each in objects)


@pytest.mark.long
@pytest.mark.parametrize("kind", [".gltf", ".usdc", ".fbx", ".ply"])
def test_a_prop_is_written_with_its_pictures_where_the_kind_knows_any(made: Any, kind: str, tmp_path: Path) -> None:
    made.write(tmp_path / f"stool{kind}", made.jobs[0])
    (stool,) = _read(tmp_path / f"stool{kind}")
    low, high = _box([stool])
    assert high.z - low.z == pytest.approx(0.5, rel=1e-3)
    assert _has_picture(stool) is (kind != ".ply")


def _has_picture(stool: bpy.types.Object) -> bool:
    materials = [slot.material for slot in stool.material_slots if slot.material is not None]
    images = [
        node.image for each in materials if each.node_tree for node in each.node_tree.nodes if hasattr(node, "image")
    ]
    return any(image is not None and image.size[0] > 0 for image in images)


def test_a_file_that_is_there_is_replaced_and_what_cannot_be_written_says_why(
    made: Any, orders: Any, tmp_path: Path
) -> None:
    path = tmp_path / "stool.glb"
    path.write_bytes(b"old")
    made.write(path, made.jobs[0])
    assert path.read_bytes().startswith(b"glTF")
    assert [each.name for each in tmp_path.iterdir()] == ["stool.glb"]
    with pytest.raises(orders.errors.NotWritten, match="its folder is not there"):
        made.write(tmp_path / "nowhere" / "stool.glb")
    with pytest.raises(
        orders.errors.KindUnknown, match=r"“stool\.doc” cannot be written. Let its name end with \.blend"
    ):
        made.write(tmp_path / "stool.doc")


def test_what_is_not_finished_is_not_written(made: Any, orders: Any, unsent: None, tmp_path: Path) -> None:
    (waiting,) = orders.order(orders.Order(prompt="a lamp"))
    with pytest.raises(orders.errors.NotFinished, match="“Lamp” is not finished"):
        made.write(tmp_path / "lamp.glb", waiting)


def test_what_is_no_prop_of_its_own_is_written_as_it_was_prepared(
    part: Part, chair_files: Path, tmp_path: Path
) -> None:
    prepared = chair_files / "prepared.blend"
    source = part("scene.prop_files.orders").PropSource(prepared=prepared)
    write_file = part("scene.prop_files.written_file").write_file
    with bpy.data.libraries.load(str(prepared)) as (offered, wanted):
        wanted.objects = offered.objects
    expected = tuple(wanted.objects[0].dimensions)
    assert write_file([source], tmp_path / "chair.blend") == ""
    (chair,) = _read(tmp_path / "chair.blend")
    assert tuple(chair.dimensions) == pytest.approx(expected, rel=1e-3)


def test_a_prop_whose_files_are_gone_says_so_and_leaves_no_file(part: Part, tmp_path: Path) -> None:
    source = part("scene.prop_files.orders").PropSource(prepared=tmp_path / "gone.blend")
    reason = part("scene.prop_files.written_file").write_file([source], tmp_path / "chair.glb")
    assert reason == "its files are gone"
    assert list(tmp_path.iterdir()) == []

# SPDX-License-Identifier: GPL-3.0-or-later
"""The full mesh is never lost while a lighter level of it is shown: nor by saving, nor by what an artist does to it."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import light_scene
import pytest
from light_scene import triangles
from variant_scene import activate

Part = Callable[[str], ModuleType]
Show = Callable[..., Any]


def _again(name: str = "Chair") -> Any:
    return bpy.data.objects[name]


def _purge() -> None:
    bpy.ops.outliner.orphans_purge(do_local_ids=True, do_linked_ids=True, do_recursive=True)


def test_it_is_saved_and_opened_again(prop: Any, show: Show, tmp_path: Path) -> None:
    count = triangles(prop.data)
    show("TENTH", prop)
    shown = triangles(prop.data)
    _purge()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "room.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "room.blend"))
    _purge()
    assert triangles(_again().data) == shown
    show("FULL", _again())
    assert triangles(_again().data) == count
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "room.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "room.blend"))
    assert triangles(_again().data) == count
    show("TENTH", _again())
    assert triangles(_again().data) == shown


def test_undo_and_redo_go_back_and_forth(prop: Any, show: Show) -> None:
    full, count = prop.data.name, triangles(prop.data)
    bpy.ops.ed.undo_push(message="Begin")
    show("TENTH", prop)
    bpy.ops.ed.undo_push(message="Lighter")
    bpy.ops.ed.undo()
    assert (_again().data.name, triangles(_again().data)) == (full, count)
    assert "rodin_props_full" not in _again()
    bpy.ops.ed.redo()
    assert triangles(_again().data) < count
    show("FULL", _again())
    assert (_again().data.name, triangles(_again().data)) == (full, count)


def test_it_is_appended_with_the_object(prop: Any, show: Show, tmp_path: Path) -> None:
    count = triangles(prop.data)
    show("HALF", prop)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "room.blend"))
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    with bpy.data.libraries.load(str(tmp_path / "room.blend"), link=False) as (_, wanted):
        wanted.objects = ["Chair"]
    (appended,) = wanted.objects
    bpy.context.scene.collection.objects.link(appended)
    show("FULL", appended)
    assert triangles(appended.data) == count
    show("HALF", appended)
    assert triangles(appended.data) < count


def test_a_linked_prop_shows_what_its_file_says_and_is_left_alone(
    prop: Any, show: Show, part: Part, tmp_path: Path
) -> None:
    show("HALF", prop)
    shown = triangles(prop.data)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "room.blend"))
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    with bpy.data.libraries.load(str(tmp_path / "room.blend"), link=True) as (_, wanted):
        wanted.objects = ["Chair"]
    (linked,) = wanted.objects
    bpy.context.scene.collection.objects.link(linked)
    assert show("FULL", linked).changed == 0
    assert triangles(linked.data) == shown
    assert part("scene.provenance").provenance_of(linked).job_id == "chair-job"


def test_a_copy_with_a_mesh_of_its_own_gets_a_full_one_of_its_own(prop: Any, show: Show) -> None:
    count, full = triangles(prop.data), prop.data
    other = prop.copy()
    bpy.context.scene.collection.objects.link(other)
    show("TENTH", prop)
    activate(other)
    bpy.ops.object.make_single_user(type="SELECTED_OBJECTS", object=True, obdata=True)
    assert other.data != prop.data
    show("FULL", other)
    assert prop.data == full
    assert other.data != full
    assert triangles(other.data) == count
    show("HALF", other)
    assert prop.data == full
    assert count / 3 < triangles(other.data) < count


def test_such_a_copy_shows_levels_of_its_own(prop: Any, show: Show) -> None:
    other = prop.copy()
    bpy.context.scene.collection.objects.link(other)
    show("TENTH", prop)
    activate(other)
    bpy.ops.object.make_single_user(type="SELECTED_OBJECTS", object=True, obdata=True)
    show("TENTH", prop, other)
    assert other.data != prop.data
    other.material_slots[0].material = red = bpy.data.materials.new("Red")
    show("FULL", prop, other)
    assert (prop.data.materials[0].name, other.data.materials[0]) == ("Chair", red)


def test_the_only_object_keeps_its_full_mesh_when_its_level_is_made_single(prop: Any, show: Show) -> None:
    full = prop.data
    show("TENTH", prop)
    activate(prop)
    bpy.ops.object.make_single_user(type="SELECTED_OBJECTS", object=True, obdata=True)
    _purge()
    show("FULL", prop)
    assert prop.data == full


def test_a_copied_full_mesh_does_not_share_its_levels(prop: Any, show: Show) -> None:
    show("HALF", prop)
    show("FULL", prop)
    other = light_scene.stand(prop.data.copy(), "Other")
    other.data.transform(light_scene.Matrix.Scale(0.5, 4))
    other.data.materials[0] = bpy.data.materials.new("Red")
    show("HALF", prop, other)
    assert other.data != prop.data
    assert other.data.materials[0].name == "Red"
    assert prop.data.materials[0].name == "Chair"
    assert other.dimensions.z == pytest.approx(prop.dimensions.z / 2, rel=1e-3)


def test_a_level_that_was_deleted_by_hand_comes_again(prop: Any, show: Show) -> None:
    show("HALF", prop)
    level = prop.data
    show("FULL", prop)
    bpy.data.meshes.remove(level)
    show("HALF", prop)
    assert prop.data.name == "Chair half"


def test_what_showed_a_level_that_was_deleted_comes_back_with_an_undo(prop: Any, show: Show) -> None:
    count = triangles(prop.data)
    show("HALF", prop)
    bpy.ops.ed.undo_push(message="Lighter")
    bpy.data.meshes.remove(prop.data)
    bpy.ops.ed.undo_push(message="Delete")
    assert "Chair" not in bpy.data.objects
    bpy.ops.ed.undo()
    show("FULL", _again())
    assert triangles(_again().data) == count


def test_a_mesh_that_the_artist_gave_the_object_meanwhile_is_its_mesh(prop: Any, show: Show, part: Part) -> None:
    show("HALF", prop)
    prop.data = other = light_scene.shape("Other", 100)
    assert part("scene.mesh_data").full_mesh_of(prop) == other
    assert part("scene.levels.show").level_shown(prop) == "FULL"


def test_an_object_in_edit_mode_is_left_alone(prop: Any, show: Show) -> None:
    full = prop.data
    activate(prop)
    bpy.ops.object.mode_set(mode="EDIT")
    assert show("HALF", prop).changed == 0
    bpy.ops.object.mode_set(mode="OBJECT")
    assert prop.data == full

# SPDX-License-Identifier: GPL-3.0-or-later
"""A finished model comes into the scene: where, how big, under which names, and what else changes (nothing)."""

import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from glb_files import chair
from mathutils import Euler, Matrix, Vector
from preparing import prepare
from scene_snapshot import differences, snapshot

Part = Callable[[str], ModuleType]


@pytest.fixture(scope="session")
def chair_files(tmp_path_factory: pytest.TempPathFactory, installed: ModuleType) -> Path:
    """A folder with a model and what was prepared from it."""
    import importlib

    folder = tmp_path_factory.mktemp("chair")
    background = importlib.import_module(f"{installed.__name__}.scene.background")
    assert prepare(background.prepare_command(), chair(folder / "model.glb"))["ok"]
    return folder


@pytest.fixture(params=["prepared", "direct"])
def land(request: pytest.FixtureRequest, part: Part, chair_files: Path) -> Callable[..., bpy.types.Object]:
    """A function that brings the chair in, from the prepared file and by direct import."""

    def run(targets: tuple[Any, ...] = (), **options: Any) -> bpy.types.Object:
        props = part("scene.props.add_prop")
        values = {
            "prepared_path": chair_files / "prepared.blend" if request.param == "prepared" else None,
            "model_path": chair_files / "model.glb",
            "provenance": part("scene.provenance").Provenance(
                job_id="job",
                name="Chair",
                prompt="ein Stühlchen",
                options=part("api.options.generation_options").GenerationOptions(seed=7),
            ),
            "targets": targets,
            "size": part("scene.measure.sizing").Size(meters=0.9),
        }
        prop = props.add_prop(bpy.context, **values | options)
        bpy.context.view_layer.update()
        return prop

    return run


def _placeholder(part: Part, **options: Any) -> bpy.types.Object:
    placement = part("scene.places.placement")
    values = {
        "job_id": "job",
        "name": "Chair",
        "size": part("scene.measure.sizing").Size(meters=0.9),
        "location": Vector((1, 2, 3)),
    }
    made: bpy.types.Object = placement.create_placeholder(bpy.context, **values | options)
    return made


def _blockout(part: Part, size: tuple[float, float, float] = (1, 1, 1), fit: str = "INSIDE") -> bpy.types.Object:
    """A box with its floor at its origin, in a collection of its own."""
    mesh = bpy.data.meshes.new("Block")
    x, y, z = size
    mesh.from_pydata(
        [(i * x / 2, j * y / 2, k * z) for i in (-1, 1) for j in (-1, 1) for k in (0, 1)],
        [],
        [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)],
    )
    block = bpy.data.objects.new("Block", mesh)
    collection = bpy.data.collections.new("Blockouts")
    bpy.context.scene.collection.children.link(collection)
    collection.objects.link(block)
    placement = part("scene.places.placement")
    placement.mark_target(block, "job", part("scene.measure.sizing").Fit(fit))
    return block


def _local_corners(prop: bpy.types.Object, frame: Matrix) -> list[Vector]:
    bpy.context.view_layer.update()
    inverse = frame.inverted()
    return [inverse @ prop.matrix_world @ Vector(corner) for corner in prop.bound_box]


def test_it_stands_where_the_placeholder_stood(part: Part, land: Callable[..., Any]) -> None:
    placeholder = _placeholder(part)
    placeholder.rotation_euler.z = math.radians(30)
    prop = land((placeholder,))
    assert [each.name for each in bpy.data.objects] == ["Chair"]
    assert (prop.name, prop.data.name, prop.type) == ("Chair", "Chair", "MESH")
    assert tuple(prop.location) == pytest.approx((1, 2, 3), abs=1e-5)
    assert tuple(prop.rotation_euler) == pytest.approx((0, 0, math.radians(30)), abs=1e-5)
    assert tuple(prop.scale) == (1, 1, 1)
    assert tuple(prop.dimensions) == pytest.approx((0.4263, 0.3789, 0.9), abs=1e-3)
    assert min(corner[2] for corner in prop.bound_box) == pytest.approx(0.0, abs=1e-5)


def test_without_a_target_it_comes_to_the_cursor(part: Part, land: Callable[..., Any]) -> None:
    bpy.context.scene.cursor.location = (4, 5, 6)
    bpy.context.scene.unit_settings.scale_length = 0.1
    prop = land(
        size=part("scene.measure.sizing").Size(meters=0.5, axis=part("scene.measure.sizing").SizeAxis.LONGEST_SIDE)
    )
    assert tuple(prop.location) == pytest.approx((4, 5, 6), abs=1e-5)
    assert max(prop.dimensions) == pytest.approx(5.0, abs=1e-3)


def test_a_scaled_placeholder_gives_the_height(part: Part, land: Callable[..., Any]) -> None:
    placeholder = _placeholder(part)
    placeholder.scale = (1, 1, 2)
    prop = land((placeholder,))
    assert prop.dimensions.z == pytest.approx(1.8, abs=1e-3)
    assert tuple(prop.scale) == (1, 1, 1)


def test_only_the_prop_and_what_it_is_made_of_is_new(part: Part, land: Callable[..., Any]) -> None:
    def names() -> dict[str, list[tuple[str, int, bool]]]:
        kinds = (kind for kind in dir(bpy.data) if isinstance(getattr(bpy.data, kind), bpy.types.bpy_prop_collection))
        return {
            kind: [(each.name, each.users, each.use_fake_user) for each in getattr(bpy.data, kind)]
            for kind in kinds
            if kind not in {"all_ids", "scenes"}
        }

    before = names()
    land()
    new = {kind: [each for each in found if each not in before[kind]] for kind, found in names().items()}
    assert {kind: found for kind, found in new.items() if found} == {
        "objects": [("Chair", 1, False)],
        "meshes": [("Chair", 1, False)],
        "materials": [("Chair", 1, False)],
        "images": [(f"Chair {use}", 1, False) for use in ("color", "metallic roughness", "normal")],
    }


def test_names_get_a_number_only_if_they_are_taken(part: Part, land: Callable[..., Any]) -> None:
    assert [land().name for _ in range(2)] == ["Chair", "Chair.001"]
    assert {each.name for each in bpy.data.libraries} == set()


def test_selection_active_object_and_mode_stay(part: Part, land: Callable[..., Any]) -> None:
    bpy.ops.mesh.primitive_cube_add()
    mine = bpy.context.object
    bpy.ops.object.mode_set(mode="EDIT")
    prop = land((_placeholder(part),))
    assert (bpy.context.object, bpy.context.mode, prop.select_get()) == (mine, "EDIT_MESH", False)
    bpy.ops.object.mode_set(mode="OBJECT")
    assert bpy.context.selected_objects == [mine]


def test_a_selected_placeholder_hands_its_selection_on(part: Part, land: Callable[..., Any]) -> None:
    placeholder = _placeholder(part)
    placeholder.select_set(True)
    bpy.context.view_layer.objects.active = placeholder
    prop = land((placeholder,))
    assert bpy.context.selected_objects == [prop]
    assert bpy.context.object == prop


def test_duplicates_become_linked_copies_each_in_its_own_size(part: Part, land: Callable[..., Any]) -> None:
    first = _placeholder(part)
    second, third = first.copy(), first.copy()
    for each in (second, third):
        bpy.context.scene.collection.objects.link(each)
    second.location, third.location = (5, 0, 0.45), (9, 0, 0.9)
    third.scale = (2, 2, 2)
    prop = land((first, second, third))
    copies = sorted(bpy.data.objects, key=lambda each: each.location.x)
    assert len({each.data for each in copies}) == 1
    assert prop.data.users == 3
    assert [each.name for each in copies] == ["Chair", "Chair.001", "Chair.002"]
    assert [round(each.dimensions.z, 3) for each in copies] == [0.9, 0.9, 1.8]
    assert [tuple(each.scale) for each in copies[:2]] == [(1, 1, 1), (1, 1, 1)]
    assert [round(each.location.z, 4) for each in copies[1:]] == [0.0, 0.0]


@pytest.mark.parametrize("fit", ["INSIDE", "STRETCH"])
def test_it_fills_its_blockout_turned_like_it(part: Part, land: Callable[..., Any], fit: str) -> None:
    block = _blockout(part, (0.6, 0.8, 0.7), fit)
    block.location, block.rotation_euler = (3, 4, 5), Euler((0.2, -0.1, 1.0))
    prop = land((block,))
    frame = block.matrix_world.normalized()
    corners = _local_corners(prop, frame)
    slack = 0.008
    assert all(abs(c.x) <= 0.3 + slack and abs(c.y) <= 0.4 + slack and -slack <= c.z <= 0.7 + slack for c in corners)
    sides = [max(c[axis] for c in corners) - min(c[axis] for c in corners) for axis in range(3)]
    wanted = (0.6, 0.8, 0.7) if fit == "STRETCH" else (0.7 * 0.9 / 1.9, 0.7 * 0.8 / 1.9, 0.7)
    assert sides == pytest.approx(wanted, abs=2e-3)
    assert list(block.users_collection) == list(prop.users_collection)
    assert (block.hide_get(), block.hide_render, prop.hide_get(), prop.hide_render) == (True, True, False, False)
    assert list(block.keys()) == []


def test_it_gets_the_blockouts_parent_and_moves_with_it(part: Part, land: Callable[..., Any]) -> None:
    parent = bpy.data.objects.new("Room", None)
    bpy.context.scene.collection.objects.link(parent)
    parent.location, parent.scale, parent.rotation_euler = (1, 2, 3), (2, 0.5, 3), Euler((0.3, 0.2, 0.1))
    block = _blockout(part)
    block.parent, block.rotation_euler = parent, Euler((0, 0, 0.5))
    bpy.context.view_layer.update()
    box = part("scene.measure.bounds").oriented_box(block, bpy.context.evaluated_depsgraph_get())
    prop = land((block,))
    assert prop.parent == parent
    assert tuple(prop.scale) == pytest.approx((1, 1, 1), abs=1e-5)
    half, slack = box.dimensions / 2, 0.01 * max(box.dimensions)
    for corner in _local_corners(prop, box.matrix):
        assert abs(corner.x) <= half.x + slack
        assert abs(corner.y) <= half.y + slack
        assert -slack <= corner.z <= box.dimensions.z + slack
    before = prop.matrix_world.translation.copy()
    parent.location.x += 10
    bpy.context.view_layer.update()
    assert tuple(prop.matrix_world.translation - before) == pytest.approx((10, 0, 0), abs=1e-4)


def test_it_hangs_on_the_same_bone(part: Part, land: Callable[..., Any]) -> None:
    armature = bpy.data.objects.new("Rig", bpy.data.armatures.new("Rig"))
    bpy.context.scene.collection.objects.link(armature)
    bpy.context.view_layer.objects.active = armature
    bpy.ops.object.mode_set(mode="EDIT")
    bone = armature.data.edit_bones.new("Hand")
    bone.head, bone.tail = (0, 0, 1), (0, 1, 2)
    bpy.ops.object.mode_set(mode="OBJECT")
    placeholder = _placeholder(part)
    placeholder.parent, placeholder.parent_type, placeholder.parent_bone = armature, "BONE", "Hand"
    bpy.context.view_layer.update()
    floor = placeholder.matrix_world @ Vector((0, 0, -placeholder.empty_display_size))
    prop = land((placeholder,))
    assert (prop.parent, prop.parent_type, prop.parent_bone) == (armature, "BONE", "Hand")
    assert tuple(prop.matrix_world.translation) == pytest.approx(tuple(floor), abs=1e-4)
    armature.pose.bones["Hand"].location = (0, 0, 2)
    bpy.context.view_layer.update()
    assert (prop.matrix_world.translation - floor).length == pytest.approx(2.0, abs=1e-3)


def test_children_of_the_placeholder_go_on_under_the_prop(part: Part, land: Callable[..., Any]) -> None:
    placeholder = _placeholder(part)
    child = bpy.data.objects.new("Cushion", None)
    bpy.context.scene.collection.objects.link(child)
    child.parent, child.location = placeholder, (0, 0, 1)
    bpy.context.view_layer.update()
    before = child.matrix_world.copy()
    prop = land((placeholder,))
    assert child.parent == prop
    assert child.matrix_world.translation == before.translation


def test_a_hidden_placeholder_gives_a_hidden_prop(part: Part, land: Callable[..., Any]) -> None:
    placeholder = _placeholder(part)
    placeholder.hide_set(True)
    placeholder.hide_render = True
    prop = land((placeholder,))
    assert (prop.hide_get(), prop.hide_render) == (True, True)


def test_a_target_in_another_scene_gets_its_prop_there(part: Part, land: Callable[..., Any]) -> None:
    placeholder = _placeholder(part)
    other = bpy.data.scenes.new("Other")
    bpy.context.scene.collection.objects.unlink(placeholder)
    other.collection.objects.link(placeholder)
    prop = land((placeholder,))
    assert [scene.name for scene in prop.users_scene] == ["Other"]
    assert list(bpy.context.scene.objects) == []


def test_it_tells_how_it_was_made_also_after_saving(part: Part, land: Callable[..., Any], tmp_path: Path) -> None:
    land()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "scene.blend"))
    made = part("scene.provenance").provenance_of(bpy.data.objects["Chair"])
    assert (made.job_id, made.name, made.options.seed, made.prompt) == ("job", "Chair", 7, "ein Stühlchen")
    assert json.loads(bpy.data.objects["Chair"][part("scene.provenance").MADE_KEY])["options"]["seed"] == 7
    stranger = bpy.data.objects.new("Stranger", None)
    assert part("scene.provenance").provenance_of(stranger) is None
    stranger[part("scene.provenance").MADE_KEY] = "{broken"
    assert part("scene.provenance").provenance_of(stranger) is None
    assert all(image.size[0] == 64 for image in bpy.data.images if image.name.startswith("Chair"))


def test_a_blockout_that_waits_for_another_job_too_stays(part: Part, land: Callable[..., Any]) -> None:
    placement = part("scene.places.placement")
    block = _blockout(part)
    placement.mark_target(block, "next", part("scene.measure.sizing").Fit.INSIDE)
    land((block,))
    assert placement.find_targets("next") == [block]
    assert block.hide_get() is False


@pytest.mark.parametrize(
    ("prepared", "model", "message"),
    [
        (None, None, "files are gone"),
        ("nowhere.blend", "nowhere.glb", "files are gone"),
        ("broken.blend", "model.glb", "cannot be read"),
        (None, "broken.glb", "broken"),
    ],
)
def test_unusable_files_are_refused_in_words_and_leave_nothing(
    part: Part, chair_files: Path, tmp_path: Path, prepared: str | None, model: str | None, message: str
) -> None:
    props = part("scene.props.add_prop")
    shutil.copy(chair_files / "model.glb", tmp_path / "model.glb")
    for name in ("broken.blend", "broken.glb"):
        (tmp_path / name).write_bytes(b"BLENDER-v405 but not really" * 9)
    placeholder = _placeholder(part)
    bpy.context.view_layer.update()
    before = snapshot()
    with pytest.raises(part("scene.errors").PropUnusable, match=message):
        props.add_prop(
            bpy.context,
            prepared_path=tmp_path / prepared if prepared else None,
            model_path=tmp_path / model if model else None,
            provenance=part("scene.provenance").Provenance(job_id="job", name="Chair"),
            targets=(placeholder,),
            size=part("scene.measure.sizing").Size(),
        )
    assert differences(before, snapshot()) == {}

# SPDX-License-Identifier: GPL-3.0-or-later
"""Where variants stand, how big they are, and which objects change with them."""

import itertools
from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from blockout_scene import new_box
from mathutils import Matrix
from variant_scene import activate, make_prop, world_box

Jobs = Callable[[], tuple[Any, ...]]
Part = Callable[[str], ModuleType]


Seed = Callable[[bpy.types.Object], int]


@pytest.mark.long
def test_linked_copies_change_together_or_one_alone(online: Any, seed_of: Seed) -> None:
    prop = make_prop()
    twin = prop.copy()
    twin.location.x = 3.0
    bpy.context.scene.collection.objects.link(twin)
    activate(prop)
    first = seed_of(prop)
    bpy.ops.rodin_props.new_seed()
    second = seed_of(prop)
    assert twin.data == prop.data
    bpy.ops.rodin_props.show_variant(offset=1, linked_copies=False)
    assert (seed_of(prop), seed_of(twin)) == (first, second)
    activate(twin)
    bpy.ops.rodin_props.show_variant(offset=1)
    assert twin.data == prop.data
    bpy.ops.rodin_props.new_seed(linked_copies=False)
    assert seed_of(prop) == first != seed_of(twin)


@pytest.mark.long
def test_a_variant_stays_inside_the_box_of_its_blockout(online: Any) -> None:
    settings = bpy.context.scene.rodin_props
    settings.source, settings.placement = "TEXT", "BLOCKOUT"
    box = new_box("wooden table", size=(1.0, 0.9, 0.8), location=(2.0, 1.0, 0.4))
    activate(box)
    bpy.ops.rodin_props.generate_from_selection()
    for _ in range(3):
        bpy.ops.rodin_props.new_seed()
        low, high = world_box(bpy.context.active_object)
        box_low, box_high = world_box(box)
        assert low.z == pytest.approx(0.0, abs=1e-4)
        assert all(low[axis] >= box_low[axis] - 0.01 and high[axis] <= box_high[axis] + 0.01 for axis in range(3))
        filled = max((high - low)[axis] / (box_high - box_low)[axis] for axis in range(3))
        assert filled == pytest.approx(1.0, abs=0.01)  # it does not become smaller from one to the next


@pytest.mark.long
def test_an_applied_scale_holds_for_all_variants(online: Any, seed_of: Seed) -> None:
    prop = make_prop(height_meters=1.0)
    bpy.ops.rodin_props.new_seed()
    prop.data.transform(Matrix.Translation((5.0, 0.0, 0.0)) @ Matrix.Scale(2.0, 4))  # as Apply Scale and Location do
    bpy.ops.rodin_props.new_seed()
    heights = []
    for _ in range(3):
        bpy.ops.rodin_props.show_variant(offset=1)
        low, high = world_box(prop)
        heights.append(high.z - low.z)
        assert (low.x + high.x) / 2 == pytest.approx(5.0, abs=1e-3)
    assert heights == pytest.approx([2.0, 2.0, 2.0], rel=1e-3)


@pytest.mark.long
def test_variants_stand_beside_one_another_and_do_not_overlap(online: Any, seed_of: Seed, jobs: Jobs) -> None:
    prop = make_prop()
    prop.location, prop.rotation_euler.z, prop.scale = (1.0, 2.0, 0.5), 0.4, (2.0, 2.0, 2.0)
    group = bpy.data.collections.new("Furniture")
    bpy.context.scene.collection.children.link(group)
    group.objects.link(prop)
    bpy.context.scene.collection.objects.unlink(prop)
    activate(prop)
    for _ in range(2):
        assert bpy.ops.rodin_props.variant_beside() == {"FINISHED"}
    props = [each for each in bpy.context.scene.objects if each.type == "MESH"]
    assert len({seed_of(each) for each in props}) == 3
    assert len(bpy.context.scene.objects) == 3
    assert {each.name for each in props} == {"Wooden stool", "Wooden stool.001", "Wooden stool.002"}
    for each in props:
        assert list(each.users_collection) == [group]
        assert each.matrix_world.to_euler().z == pytest.approx(0.4, abs=1e-4)
        assert each.dimensions.z == pytest.approx(1.6, rel=1e-3)
        assert world_box(each)[0].z == pytest.approx(0.5, abs=1e-4)
    spans = sorted(_span(each, prop.matrix_world.inverted()) for each in props)
    assert all(one[1] < following[0] for one, following in itertools.pairwise(spans))
    assert bpy.context.active_object == prop
    assert {job.target.variant_of for job in jobs()[:2]} == {jobs()[2].id}


def _span(prop: bpy.types.Object, to_local: Matrix) -> tuple[float, float]:
    along = [(to_local @ prop.matrix_world @ vertex.co).x for vertex in prop.data.vertices]
    return min(along), max(along)


@pytest.mark.long
def test_the_model_of_the_one_beside_can_be_shown_without_becoming_linked(online: Any, seed_of: Seed) -> None:
    prop = make_prop()
    bpy.ops.rodin_props.variant_beside()
    other = bpy.data.objects["Wooden stool.001"]
    assert bpy.ops.rodin_props.show_variant(offset=1) == {"FINISHED"}
    assert seed_of(prop) == seed_of(other)
    assert prop.data != other.data

# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop once more: in its place, beside it, at a higher tier. What was paid for is never paid for again."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from variant_scene import activate, make_prop, state_of, world_box

Jobs = Callable[[], tuple[Any, ...]]
Part = Callable[[str], ModuleType]


Seed = Callable[[bpy.types.Object], int]


def _submissions(sandbox: Any) -> int:
    return len(sandbox.record()["submissions"])


@pytest.mark.long
def test_a_new_seed_takes_the_props_place(online: Any, seed_of: Seed, jobs: Jobs) -> None:
    prop = make_prop()
    group = bpy.data.collections.new("Furniture")
    bpy.context.scene.collection.children.link(group)
    group.objects.link(prop)
    bpy.context.scene.collection.objects.unlink(prop)
    room = bpy.data.objects.new("Room", None)
    bpy.context.scene.collection.objects.link(room)
    prop.parent, room.location.x, prop.name = room, 3.0, "Stool by the door"
    prop.rotation_euler.z, prop.scale = 0.7, (1.5, 1.5, 1.5)
    prop.modifiers.new("Bevel", "BEVEL")
    prop.constraints.new("LIMIT_SCALE")
    activate(prop)
    before, old_mesh, (low, high) = state_of(prop), prop.data, world_box(prop)
    old_seed = seed_of(prop)

    assert bpy.ops.rodin_props.new_seed() == {"FINISHED"}

    assert prop.data != old_mesh
    assert state_of(prop) == before
    new_low, new_high = world_box(prop)
    assert new_low.z == pytest.approx(low.z, abs=1e-3)  # the bevel takes a little off, from each another little
    assert new_high.z - new_low.z == pytest.approx(high.z - low.z, rel=1e-3)
    assert seed_of(prop) == jobs()[0].options.seed != old_seed
    assert jobs()[0].target.variant_of == jobs()[1].id
    assert bpy.context.active_object == prop
    assert [each.name for each in bpy.context.selected_objects] == [prop.name]
    assert "rodin_props_job" not in prop
    assert _submissions(online) == 2


@pytest.mark.long
def test_steps_go_through_all_variants_and_never_pay(online: Any, seed_of: Seed) -> None:
    prop = make_prop()
    seeds = [seed_of(prop)]
    for _ in range(2):
        bpy.ops.rodin_props.new_seed()
        seeds.append(seed_of(prop))
    requests = len(online.record()["requests"])
    shown = []
    for offset in (1, 1, 1, -1, -1):
        assert bpy.ops.rodin_props.show_variant(offset=offset) == {"FINISHED"}
        shown.append(seed_of(prop))
    assert shown == [seeds[0], seeds[1], seeds[2], seeds[1], seeds[0]]
    assert (_submissions(online), len(online.record()["requests"])) == (3, requests)
    assert len({mesh.name for mesh in bpy.data.meshes}) == 3


@pytest.mark.long
def test_each_step_is_one_undo_step_and_undo_brings_the_former_back(online: Any, seed_of: Seed) -> None:
    make_prop()
    bpy.ops.ed.undo_push(message="Begin")
    first = seed_of(bpy.context.active_object)
    bpy.ops.rodin_props.new_seed()
    second = seed_of(bpy.context.active_object)
    bpy.ops.rodin_props.show_variant(offset=1)
    assert seed_of(bpy.context.active_object) == first
    bpy.ops.ed.undo()
    assert seed_of(bpy.context.active_object) == second
    bpy.ops.ed.undo()
    assert seed_of(bpy.context.active_object) == first
    bpy.ops.ed.redo()
    assert seed_of(bpy.context.active_object) == second


def test_what_an_undo_took_away_is_shown_again_for_nothing(online: Any, seed_of: Seed, part: Part) -> None:
    make_prop()
    bpy.ops.ed.undo_push(message="Begin")
    bpy.ops.rodin_props.new_seed()
    second = seed_of(bpy.context.active_object)
    bpy.ops.ed.undo()
    assert len(part("session.watching.variant_steps").steps_of(bpy.context.active_object)) == 2
    assert bpy.ops.rodin_props.show_variant(offset=1) == {"FINISHED"}
    assert seed_of(bpy.context.active_object) == second
    assert "rodin_props_job" not in bpy.context.active_object
    assert _submissions(online) == 2


@pytest.mark.long
def test_variants_are_saved_with_the_file(online: Any, seed_of: Seed, part: Part, jobs: Jobs, tmp_path: Path) -> None:
    prop = make_prop()
    first = seed_of(prop)
    bpy.ops.rodin_props.new_seed()
    second = seed_of(prop)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "room.blend"))
    for job in jobs():  # the file is all that is left
        bpy.ops.rodin_props.remove_job(job=job.id)
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "room.blend"))
    for expected in (first, second):
        assert bpy.ops.rodin_props.show_variant(offset=1) == {"FINISHED"}
        assert seed_of(bpy.context.active_object) == expected
        assert len(bpy.context.active_object.data.materials[0].node_tree.nodes) > 1


def test_only_the_shown_one_may_be_kept_and_comes_back_from_its_folder(online: Any, seed_of: Seed) -> None:
    prop = make_prop()
    first = seed_of(prop)
    bpy.ops.rodin_props.new_seed()
    assert bpy.ops.rodin_props.keep_variant() == {"FINISHED"}
    assert len(bpy.data.meshes) == 1
    assert bpy.ops.rodin_props.keep_variant() == {"CANCELLED"}
    assert bpy.ops.rodin_props.show_variant(offset=1) == {"FINISHED"}
    assert seed_of(prop) == first
    assert _submissions(online) == 2


@pytest.mark.long
def test_the_next_higher_tier_takes_the_same_input_and_seed(online: Any, seed_of: Seed, jobs: Jobs) -> None:
    bpy.context.scene.rodin_props.tier = "GEN_2"
    bpy.context.scene.rodin_props.texture_mode = "EXTREME_HIGH"  # Gen-2 ignores it; it must not begin to cost
    prop = make_prop()
    assert bpy.ops.rodin_props.higher_tier() == {"FINISHED"}
    better, first = jobs()[:2]
    assert (better.options.tier.name, better.options.seed) == ("GEN_2_5_MEDIUM", first.options.seed)
    assert better.prompt == first.prompt
    charged = [each["charged"] for each in online.record()["submissions"]]
    assert charged == [0.5, 0.5]
    assert bpy.ops.rodin_props.show_variant(offset=1) == {"FINISHED"}
    assert bpy.context.active_object == prop


@pytest.mark.long
def test_provenance_is_in_words_and_without_the_key(online: Any, part: Part, jobs: Jobs) -> None:
    prop = make_prop("a blue vase")
    bpy.ops.rodin_props.new_seed()
    lines = part("ui.provenance_lines").lines_of(bpy.context, part("scene.provenance").provenance_of(prop))
    told = {line.label: line.text for line in lines}
    assert told["Prompt"] == "a blue vase"
    assert (told["Source"], told["Tier"], told["Detail"]) == ("Text", "Gen-2", "Medium")
    # Not every answer says what was charged.
    assert told["Credits"] == ("about 0.5" if jobs()[0].consumed_credits is None else "0.5")
    assert told["Size"] == "0.8 m high"
    quads = sum(len(polygon.vertices) == 4 for polygon in prop.data.polygons)
    assert re.fullmatch(rf"{quads:,} quads(, \d+ triangles?)?", told["Faces"])
    assert told["Task"]
    assert {line.label for line in lines if line.copied} == {"Prompt", "Seed", "Task"}
    stored = json.dumps([str(dict(each)) for each in (prop, prop.data)])
    assert online.key not in stored + str(lines)

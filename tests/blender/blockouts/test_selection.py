# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be selected to become props, and what is refused by its name."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from blockout_scene import new_box
from selecting import refused_selection, select

Jobs = Callable[[], tuple[Any, ...]]
Part = Callable[[str], ModuleType]


def _instance() -> bpy.types.Object:
    trees = bpy.data.collections.new("Forest")
    instance = bpy.data.objects.new("Trees", None)
    instance.instance_type, instance.instance_collection = "COLLECTION", trees
    bpy.context.collection.objects.link(instance)
    return instance


def _empty_mesh() -> bpy.types.Object:
    empty = bpy.data.objects.new("Nothing", bpy.data.meshes.new("Nothing"))
    bpy.context.collection.objects.link(empty)
    return empty


def _light() -> bpy.types.Object:
    bpy.ops.object.light_add()
    bpy.context.object.name = "Sun"
    return bpy.context.object


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_instance, "“Trees” is an instance of a collection. Deselect it"),
        (_empty_mesh, "“Nothing” has no geometry. Deselect it"),
        (_light, "“Sun” has no geometry. Deselect it"),
    ],
)
def test_one_that_cannot_be_a_blockout_refuses_all_by_name(
    settings: Any, online: Any, jobs: Jobs, make: Callable[[], bpy.types.Object], words: str
) -> None:
    before, good = len(jobs()), new_box("Good")
    select(good, make())
    assert words in refused_selection()
    assert len(jobs()) == before
    assert online.record()["submissions"] == []
    assert "rodin_props_job" not in good


def test_nothing_selected_says_what_to_select(settings: Any) -> None:
    select()
    assert "Select one or more meshes" in refused_selection()


def test_what_is_linked_from_another_file_is_refused(settings: Any, tmp_path: Any) -> None:
    box = new_box("Elsewhere")
    bpy.data.libraries.write(str(tmp_path / "set.blend"), {box})
    bpy.data.objects.remove(box)
    with bpy.data.libraries.load(str(tmp_path / "set.blend"), link=True) as (_, wanted):
        wanted.objects = ["Elsewhere"]
    bpy.context.collection.objects.link(wanted.objects[0])
    select(wanted.objects[0])
    assert "“Elsewhere” is linked from another file" in refused_selection()


def test_an_override_of_a_linked_object_is_refused(settings: Any, tmp_path: Any) -> None:
    box = new_box("Overridden")
    bpy.data.libraries.write(str(tmp_path / "set.blend"), {box})
    bpy.data.objects.remove(box)
    with bpy.data.libraries.load(str(tmp_path / "set.blend"), link=True) as (_, wanted):
        wanted.objects = ["Overridden"]
    override = wanted.objects[0].override_create()
    bpy.context.collection.objects.link(override)
    select(override)
    assert "is linked from another file" in refused_selection()


@pytest.mark.long
def test_the_repetition_goes_to_what_is_selected_now(settings: Any, jobs: Jobs, online: Any) -> None:
    select(new_box("First bench"))
    bpy.ops.rodin_props.generate_from_selection()
    second, third = new_box("Second", size=(1, 2, 1), location=(3, 0, 0)), new_box("Third", location=(6, 0, 0))
    select(second, third)
    assert bpy.ops.rodin_props.rerun() == {"FINISHED"}
    again = jobs()[:2]
    assert {job.target.blockout for job in again} == {"Second", "Third"}
    assert {job.prompt for job in again} == {"Second", "Third"}
    assert second.hide_get()
    assert third.hide_get()
    assert len(online.record()["submissions"]) == 3


def test_of_two_boxes_with_one_name_the_local_one_is_meant(settings: Any, jobs: Jobs, tmp_path: Any) -> None:
    linked = new_box("Twin")
    bpy.data.libraries.write(str(tmp_path / "set.blend"), {linked})
    bpy.data.objects.remove(linked)
    with bpy.data.libraries.load(str(tmp_path / "set.blend"), link=True) as (_, wanted):
        wanted.objects = ["Twin"]
    bpy.context.collection.objects.link(wanted.objects[0])
    local = new_box("Twin", location=(3, 0, 0))
    assert local.name == wanted.objects[0].name
    select(local)
    assert bpy.ops.rodin_props.generate_from_selection() == {"FINISHED"}
    assert local.hide_get()


def test_a_prop_is_not_made_into_a_prop_again_by_accident(settings: Any, online: Any) -> None:
    select(new_box("Stool"))
    bpy.ops.rodin_props.generate_from_selection()
    assert [each.name for each in bpy.context.selected_objects] == ["Stool.001"]  # the prop takes the box's selection
    assert "“Stool.001” is a prop already" in refused_selection()
    assert len(online.record()["submissions"]) == 1


def test_after_an_undo_the_box_may_be_used_again(settings: Any, jobs: Jobs, part: Part) -> None:
    select(new_box("Bench"))
    bpy.ops.ed.undo_push(message="Layout")
    bpy.ops.rodin_props.generate_from_selection()
    bpy.ops.ed.undo()
    assert bpy.data.objects["Bench"].get("rodin_props_job") == jobs()[0].id
    select(bpy.data.objects["Bench"])
    assert bpy.ops.rodin_props.generate_from_selection() == {"FINISHED"}
    assert bpy.data.objects["Bench"].hide_get()
    assert "rodin_props_job" not in bpy.data.objects["Bench"]


def test_when_one_of_several_fails_the_others_arrive(settings: Any, online: Any, jobs: Jobs) -> None:
    online.scenario(faults={"no_funds": 1})
    select(new_box("A"), new_box("B", location=(2, 0, 0)), new_box("C", location=(4, 0, 0)))
    sentence = refused_selection()
    states = sorted(job.state.value for job in jobs()[:3])
    assert "of 3 props did not come" in sentence or "credit" in sentence
    assert states.count("IMPORTED") == sum(bpy.data.objects[name].hide_get() for name in "ABC")

# SPDX-License-Identifier: GPL-3.0-or-later
"""What keeps a prop from getting a variant is said in words, and nothing is paid."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from blockout_scene import new_box
from PIL import Image, ImageDraw
from variant_scene import activate, make_prop, world_box

Jobs = Callable[[], tuple[Any, ...]]
Part = Callable[[str], ModuleType]
PAYING = ("new_seed", "variant_beside", "higher_tier")


def _refused(operator: str, **arguments: Any) -> str:
    with pytest.raises(RuntimeError) as raised:
        getattr(bpy.ops.rodin_props, operator)(**arguments)
    return str(raised.value)


def _picture_prop(tmp_path: Path) -> bpy.types.Object:
    image = Image.new("RGB", (300, 400), "white")
    ImageDraw.Draw(image).ellipse((50, 100, 250, 380), fill=(190, 40, 30))
    image.save(tmp_path / "jug.png")
    before = set(bpy.data.objects)
    bpy.ops.rodin_props.generate_from_image(filepath=str(tmp_path / "jug.png"))
    (prop,) = set(bpy.data.objects) - before
    activate(prop)
    return prop


def _submissions(sandbox: Any) -> int:
    return len(sandbox.record()["submissions"])


def test_nothing_is_offered_for_what_is_no_prop(online: Any) -> None:
    activate(new_box("Box"))
    for operator in (*PAYING, "show_variant", "keep_variant"):
        assert not getattr(bpy.ops.rodin_props, operator).poll()
    assert not bpy.types.RODIN_PROPS_PT_prop.poll(bpy.context)


@pytest.mark.long
def test_nothing_is_offered_in_edit_mode(online: Any) -> None:
    make_prop()
    bpy.ops.object.mode_set(mode="EDIT")
    for operator in (*PAYING, "show_variant", "keep_variant"):
        assert not getattr(bpy.ops.rodin_props, operator).poll()
    bpy.ops.object.mode_set(mode="OBJECT")
    assert bpy.types.RODIN_PROPS_PT_prop.poll(bpy.context)


@pytest.mark.parametrize("first", ["new_seed", "variant_beside"])
@pytest.mark.long
def test_a_prop_that_waits_is_refused_until_the_variant_is_there(
    online: Any, unwaited: None, look_until_all_ended: Callable[[], None], part: Part, first: str
) -> None:
    make_prop()
    look_until_all_ended()
    activate(next(each for each in bpy.data.objects if each.type == "MESH"))
    assert getattr(bpy.ops.rodin_props, first)() == {"FINISHED"}
    for operator in PAYING:
        assert "“Wooden stool” waits for a new variant already" in _refused(operator)
    look_until_all_ended()
    assert _submissions(online) == 2
    assert bpy.ops.rodin_props.new_seed() == {"FINISHED"}
    look_until_all_ended()
    assert _submissions(online) == 3


@pytest.mark.long
def test_a_cancelled_variant_leaves_the_prop_as_it_is(
    online: Any, unwaited: None, look_until_all_ended: Callable[[], None], jobs: Jobs, part: Part
) -> None:
    make_prop()
    look_until_all_ended()
    prop = next(each for each in bpy.data.objects if each.type == "MESH")
    activate(prop)
    mesh = prop.data
    part("session.session").current().ledger.accounts.set_daily_credits(jobs()[0].account, 0.5)
    bpy.context.preferences.addons["bl_ext.user_default.rodin_props"].preferences.daily_credit_limit = 0.5
    try:
        bpy.ops.rodin_props.new_seed()  # it stays in the queue: today's credits are spent
        bpy.ops.rodin_props.cancel_job(job=jobs()[0].id)
    finally:
        bpy.context.preferences.addons["bl_ext.user_default.rodin_props"].preferences.daily_credit_limit = 0.0
    assert jobs()[0].state.value == "CANCELLED"
    assert prop.data == mesh
    assert bpy.ops.rodin_props.new_seed() == {"FINISHED"}  # and it may be asked for again
    look_until_all_ended()
    assert prop.data != mesh


@pytest.mark.long
def test_a_prop_deleted_while_it_waits_lets_the_variant_wait_in_the_list(
    online: Any, unwaited: None, look_until_all_ended: Callable[[], None], jobs: Jobs
) -> None:
    make_prop()
    look_until_all_ended()
    prop = next(each for each in bpy.data.objects if each.type == "MESH")
    activate(prop)
    bpy.ops.rodin_props.new_seed()
    bpy.data.objects.remove(prop)
    look_until_all_ended()
    assert jobs()[0].state.value == "READY"
    bpy.ops.rodin_props.import_job(job=jobs()[0].id)
    (again,) = (each for each in bpy.context.scene.objects if each.type == "MESH")
    low, high = world_box(again)
    assert high.z - low.z == pytest.approx(0.8, rel=1e-3)


@pytest.mark.long
def test_the_best_tier_has_no_higher_one(online: Any, part: Part) -> None:
    bpy.context.scene.rodin_props.tier = "GEN_2_5_EXTREME_HIGH"
    prop = make_prop()
    assert "highest tier already" in _refused("higher_tier")
    assert part("session.inputs.variant").better_options(part("scene.provenance").provenance_of(prop)) is None


@pytest.mark.long
def test_the_same_pictures_are_sent_again(online: Any, jobs: Jobs, tmp_path: Path) -> None:
    _picture_prop(tmp_path)
    (tmp_path / "jug.png").unlink()  # the job has its own copy
    assert bpy.ops.rodin_props.new_seed() == {"FINISHED"}
    again, first = jobs()[:2]
    assert again.source == first.source == "PICTURE"
    assert (again.folder / again.images[0]).read_bytes() == (first.folder / first.images[0]).read_bytes()


@pytest.mark.parametrize("lost", ["pictures", "job"])
@pytest.mark.long
def test_pictures_that_are_gone_are_said_to_be(online: Any, jobs: Jobs, tmp_path: Path, lost: str) -> None:
    prop = _picture_prop(tmp_path)
    before = len(jobs())
    if lost == "pictures":
        shutil.rmtree(jobs()[0].folder)
    else:
        bpy.ops.rodin_props.remove_job(job=jobs()[0].id)
        before -= 1
    activate(prop)
    for operator in PAYING:
        assert "The pictures that “jug” was made from are not on this computer" in _refused(operator)
    assert len(jobs()) == before
    assert _submissions(online) == 1


@pytest.mark.long
def test_words_are_enough_when_the_generation_is_forgotten(online: Any, jobs: Jobs) -> None:
    prop = make_prop("a blue vase")
    bpy.ops.rodin_props.remove_job(job=jobs()[0].id)
    activate(prop)
    assert bpy.ops.rodin_props.new_seed() == {"FINISHED"}
    assert jobs()[0].prompt == "a blue vase"
    assert bpy.ops.rodin_props.show_variant(offset=1) == {"FINISHED"}


@pytest.mark.long
def test_one_variant_has_nothing_to_step_to(online: Any) -> None:
    make_prop()
    assert bpy.ops.rodin_props.show_variant(offset=1) == {"CANCELLED"}


@pytest.mark.long
def test_a_linked_prop_is_refused(online: Any, tmp_path: Path) -> None:
    prop = make_prop()
    bpy.data.libraries.write(str(tmp_path / "set.blend"), {prop})
    bpy.data.objects.remove(prop)
    with bpy.data.libraries.load(str(tmp_path / "set.blend"), link=True) as (_, wanted):
        wanted.objects = ["Wooden stool"]
    linked = wanted.objects[0]
    bpy.context.scene.collection.objects.link(linked)
    activate(linked)
    assert "is linked from another file" in _refused("new_seed")
    assert not bpy.ops.rodin_props.show_variant.poll()


@pytest.mark.long
def test_a_tampered_prop_gives_no_path_and_no_error(online: Any, part: Part, tmp_path: Path) -> None:
    prop = make_prop()
    bad = {"options": [1], "prompt": 3, "bbox_condition": ["a"], "source": {"x": 1}, "images": ["../../etc/passwd"]}
    text = json.dumps({"job_id": "../x", "name": "Bad", **bad, "variant_of": 5, "made_at": "soon"})
    for owner in (prop, prop.data):
        owner["rodin_props_made"] = text
    prop.data["rodin_props_place"] = "[]"
    prop["rodin_props_variants"] = {"x": 3}
    assert "are not on this computer" in _refused("new_seed")
    assert (
        part("ui.provenance_lines").lines_of(bpy.context, part("scene.provenance").provenance_of(prop))[0].text == "Bad"
    )
    assert part("session.watching.variant_steps").steps_of(prop) == ("../x",)

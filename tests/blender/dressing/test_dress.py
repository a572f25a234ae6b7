# SPDX-License-Identifier: GPL-3.0-or-later
"""One press dresses a set of blockouts in one style, and pays for none twice."""

from collections.abc import Callable
from pathlib import Path
from types import MethodType, SimpleNamespace
from typing import Any

import bpy
import pytest
from blockout_scene import new_box
from PIL import Image, ImageDraw

NAMES = ("street lamp", "park_bench", "Bin.001")

Jobs = Callable[[], tuple[Any, ...]]
Stages = Callable[[], dict[str, str]]
Props = Callable[[], list[bpy.types.Object]]
Press = Callable[[], None]


def _picture(path: Path, color: tuple[int, int, int] = (190, 40, 30)) -> str:
    image = Image.new("RGB", (300, 400), "white")
    ImageDraw.Draw(image).ellipse((50, 100, 250, 380), fill=color)
    image.save(path)
    return str(path)


def _newest(jobs: Jobs) -> dict[str, Any]:
    """The newest job of each blockout."""
    return {job.target.blockout: job for job in reversed(jobs())}


def test_a_collection_is_dressed_and_one_undo_brings_the_blockouts_back(
    dressing: Any, dress: Press, stages: Stages, props: Props, online: Any
) -> None:
    assert stages() == {"Bin.001": "NONE", "park_bench": "NONE", "street lamp": "NONE"}
    dress()
    assert set(stages().values()) == {"DONE"}
    assert len(props()) == 3
    assert all(each.hide_render for each in dressing.collection.all_objects if each not in props())

    bpy.ops.ed.undo()

    assert props() == []
    assert [each.hide_render for each in bpy.data.collections["Street"].all_objects] == [False] * 3
    assert set(stages().values()) == {"READY"}
    assert bpy.ops.rodin_props.bring_in() == {"FINISHED"}
    assert len(props()) == 3
    assert set(stages().values()) == {"DONE"}
    assert len(online.record()["submissions"]) == 3


def test_no_more_is_asked_for_than_was_confirmed(dressing: Any, part: Any) -> None:
    kind, begun = part("operators.dressing.dress").RODIN_PROPS_OT_dress, []
    press = SimpleNamespace(confirmed=frozenset({"park_bench"}), begin=lambda _, batch, **options: begun.append(batch))
    press._asked = MethodType(kind._asked, press)
    kind.execute(press, bpy.context)  # the two others may have failed while the question stood there
    assert [[inputs.blockout for inputs in batch] for batch in begun] == [["park_bench"]]


def test_what_all_share_stands_around_their_own_words(dressing: Any, dress: Press, jobs: Jobs) -> None:
    dressing.words_before, dressing.words_after = "weathered", "1950s, stylised"
    dressing.tier, dressing.quality, dressing.seed = "GEN_2_5_LOW", "LOW", 77
    bench = bpy.data.objects["park_bench"].rodin_props
    bench.prompt, bench.prop_name = "an oak bench", "Bench of the mayor"
    dress()
    made = _newest(jobs)
    assert made["street lamp"].prompt == "weathered street lamp, 1950s, stylised"
    assert made["park_bench"].prompt == "weathered an oak bench, 1950s, stylised"
    assert [made[name].name for name in NAMES] == ["Street lamp", "Bench of the mayor", "Bin"]
    assert made["street lamp"].bbox_condition == (50, 100, 50)
    made = {name: made[name] for name in NAMES}
    assert {job.options.tier.name for job in made.values()} == {"GEN_2_5_LOW"}
    assert {job.options.quality.name for job in made.values()} == {"LOW"}
    assert {job.options.seed for job in made.values()} == {77}


@pytest.mark.long
def test_the_look_goes_with_all_that_can_take_it(
    dressing: Any, dress: Press, jobs: Jobs, tmp_path: Path, online: Any
) -> None:
    dressing.look.filepath = _picture(tmp_path / "look.png", (20, 120, 40))
    bpy.data.objects["park_bench"].rodin_props.picture.filepath = _picture(tmp_path / "bench.png")
    dress()
    made = _newest(jobs)
    look = (made["Bin.001"].folder / made["Bin.001"].images[0]).read_bytes()
    assert len(made["Bin.001"].images) == 1
    assert made["Bin.001"].prompt == "Bin"
    assert len(made["park_bench"].images) == 1  # this tier would take two pictures for two sides
    assert (made["park_bench"].folder / made["park_bench"].images[0]).read_bytes() != look

    dressing.tier, dressing.only_missing = "REGULAR", False
    dress()
    bench = _newest(jobs)["park_bench"]
    assert bench.options.condition_mode.name == "FUSE"
    assert len(bench.images) == 2
    assert (bench.folder / bench.images[0]).read_bytes() == look


def test_only_those_are_asked_for_that_have_none_yet(
    dressing: Any, dress: Press, stages: Stages, online: Any, props: Props
) -> None:
    dress()
    new_box("kiosk", location=(0.0, 9.0, 0.0), collection=dressing.collection)
    twin = bpy.data.objects["park_bench"].copy()
    twin.hide_render, twin.location.y = False, 12.0
    dressing.collection.objects.link(twin)
    twin.hide_set(False)
    assert stages() == {
        "Bin.001": "DONE",
        "kiosk": "NONE",
        "park_bench": "DONE",
        "park_bench.001": "NONE",
        "street lamp": "DONE",
    }
    dress()
    assert set(stages().values()) == {"DONE"}
    assert len(online.record()["submissions"]) == 5
    assert len(props()) == 5
    with pytest.raises(RuntimeError, match="Every blockout of the set has its prop"):
        bpy.ops.rodin_props.dress()
    assert len(online.record()["submissions"]) == 5


def test_one_that_is_not_liked_is_made_again_and_stays_one_prop(
    dressing: Any, dress: Press, stages: Stages, jobs: Jobs, props: Props, online: Any
) -> None:
    dressing.seed = 5
    dress()
    first = _newest(jobs)["park_bench"]
    bench = bpy.data.objects["park_bench"]
    bench.rodin_props.again, bench.rodin_props.prompt = True, "an iron bench"
    dress()
    newest = jobs()[0]
    assert (newest.target.blockout, newest.target.variant_of) == ("park_bench", first.id)
    assert newest.prompt == "an iron bench"
    assert newest.options.seed != 5
    assert len(props()) == 3
    assert len(online.record()["submissions"]) == 4
    assert not bench.rodin_props.again
    assert set(stages().values()) == {"DONE"}
    assert {made.rodin_props.job for made in dressing.collection.objects if made.name == "park_bench"} == {newest.id}


@pytest.mark.long
def test_a_pair_that_shares_its_prop_pays_once_when_made_again(
    dressing: Any, dress: Press, jobs: Jobs, props: Props, online: Any, part: Any, unwaited: None,
    look_until_all_ended: Press,
) -> None:  # fmt: skip
    dress()
    twin = bpy.data.objects["park_bench"].copy()
    dressing.collection.objects.link(twin)
    look_until_all_ended()
    assert len(props()) == 4
    for name in ("park_bench", "park_bench.001"):
        bpy.data.objects[name].rodin_props.again = True
    dress()
    look_until_all_ended()
    assert len(online.record()["submissions"]) == 4
    assert len(props()) == 4
    made = {each.data.name for each in props() if each.name.startswith("Park bench")}
    assert len(made) == 1
    pair = [bpy.data.objects[name].rodin_props for name in ("park_bench", "park_bench.001")]
    assert {own.job for own in pair} == {jobs()[0].id}
    assert not any(own.again for own in pair)

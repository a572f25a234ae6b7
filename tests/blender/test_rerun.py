# SPDX-License-Identifier: GPL-3.0-or-later
"""The last generation once more, on what is selected now."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from blockout_scene import new_box
from PIL import Image, ImageDraw
from selecting import select

Jobs = Callable[[], tuple[Any, ...]]
Part = Callable[[str], ModuleType]
FAST = ("--speed", "1000", "--rate-limit", "0", "--parallel-limit", "0", "--texture-pixels", "64", "--max-faces", "500")


@pytest.fixture(scope="session")
def shared_sandbox(start_sandbox: Callable[..., Any]) -> Any:
    """Small models, as it is where they go that counts here."""
    return start_sandbox(*FAST)


@pytest.fixture
def settings(online: Any) -> Any:
    """The scene's settings, for words."""
    settings = bpy.context.scene.rodin_props
    settings.source = "TEXT"
    return settings


def _refused() -> str:
    with pytest.raises(RuntimeError) as raised:
        bpy.ops.rodin_props.rerun()
    return str(raised.value)


@pytest.mark.long
def test_two_selected_blockouts_become_two_props_of_their_own_size(settings: Any, jobs: Jobs, online: Any) -> None:
    settings.placement, settings.prompt, settings.tier = "BLOCKOUT", "an old barrel", "GEN_2_5_LOW"
    select(new_box("First"))
    bpy.ops.rodin_props.generate_from_selection()
    settings.placement, settings.tier = "CURSOR", "GEN_2"  # the last one went to a blockout: that counts
    low, tall = new_box("Low", size=(2, 2, 1), location=(4, 0, 0)), new_box("Tall", size=(1, 1, 4), location=(9, 0, 0))
    select(low, tall)
    assert bpy.ops.rodin_props.rerun() == {"FINISHED"}
    by_box = {job.target.blockout: job for job in jobs()[:2]}
    assert {name: job.bbox_condition for name, job in by_box.items()} == {"Low": (100, 50, 100), "Tall": (25, 100, 25)}
    assert {name: job.target.size_meters for name, job in by_box.items()} == pytest.approx({"Low": 2, "Tall": 4})
    assert {job.prompt for job in by_box.values()} == {"an old barrel"}
    assert {job.options.tier.name for job in by_box.values()} == {"GEN_2_5_LOW"}
    assert len({job.options.seed for job in jobs()[:3]}) == 3
    assert low.hide_get()
    assert tall.hide_get()
    assert len(online.record()["submissions"]) == 3


@pytest.mark.long
def test_without_a_prompt_each_blockouts_own_name_counts(settings: Any, jobs: Jobs) -> None:
    settings.placement = "BLOCKOUT"
    select(new_box("wooden_table"))
    bpy.ops.rodin_props.generate_from_selection()
    select(new_box("Old Lamp.002", location=(4, 0, 0)))
    bpy.ops.rodin_props.rerun()
    assert (jobs()[0].prompt, jobs()[0].name) == ("Old Lamp", "Old Lamp")


@pytest.mark.long
def test_with_nothing_selected_it_goes_to_the_cursor_at_the_same_size(settings: Any, jobs: Jobs) -> None:
    settings.height_meters, settings.size_axis = 2.5, "LONGEST_SIDE"
    bpy.ops.rodin_props.generate_from_text(prompt="a sofa")
    settings.height_meters, settings.size_axis = 1.0, "HEIGHT"
    select()
    bpy.context.scene.cursor.location = (5.0, 0.0, 0.0)
    assert bpy.ops.rodin_props.rerun() == {"FINISHED"}
    again = bpy.data.objects["Sofa.001"]
    assert max(again.dimensions) == pytest.approx(2.5, rel=1e-3)
    assert again.location.x == pytest.approx(5.0)
    assert (jobs()[0].target.size_meters, jobs()[0].target.size_axis) == (2.5, "LONGEST_SIDE")


@pytest.mark.long
def test_a_mesh_that_happens_to_be_selected_is_left_alone(settings: Any, jobs: Jobs) -> None:
    bpy.ops.rodin_props.generate_from_text(prompt="a mug")
    box = new_box("Wall")
    select(box)
    bpy.ops.rodin_props.rerun()
    assert not box.hide_get()
    assert jobs()[0].target.blockout == ""


def test_what_cannot_be_a_blockout_is_refused_where_the_panel_says_blockouts(settings: Any, online: Any) -> None:
    settings.placement = "BLOCKOUT"
    select(new_box("Stool"))
    bpy.ops.rodin_props.generate_from_selection()
    assert "“Stool.001” is a prop already" in _refused()  # it took its box's selection
    assert len(online.record()["submissions"]) == 1


@pytest.mark.long
def test_pictures_that_are_gone_are_said_to_be(settings: Any, jobs: Jobs, online: Any, tmp_path: Path) -> None:
    image = Image.new("RGB", (300, 400), "white")
    ImageDraw.Draw(image).ellipse((50, 100, 250, 380), fill=(190, 40, 30))
    image.save(tmp_path / "jug.png")
    bpy.ops.rodin_props.generate_from_image(filepath=str(tmp_path / "jug.png"))
    select()
    assert bpy.ops.rodin_props.rerun() == {"FINISHED"}
    for name in jobs()[0].images:
        (jobs()[0].folder / name).unlink()
    assert "The pictures of “jug” are gone" in _refused()
    assert len(online.record()["submissions"]) == 2


def test_the_tooltip_says_what_is_repeated_and_what_it_costs(settings: Any, part: Part) -> None:
    settings.tier = "GEN_2_5_EXTREME_HIGH"
    bpy.ops.rodin_props.generate_from_text(prompt="a sofa")
    told = part("operators.making.rerun").RODIN_PROPS_OT_rerun.description(bpy.context, None)
    assert told.startswith("Generate “Sofa” once more")
    assert told.endswith("charges 1 credit for each")


def test_nothing_was_generated_yet(settings: Any, part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = part("session.session").current().ledger.reader
    monkeypatch.setattr(reader, "last_generation", lambda: None)
    assert "Nothing was generated yet" in _refused()

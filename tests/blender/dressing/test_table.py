# SPDX-License-Identifier: GPL-3.0-or-later
"""What the table says of each blockout, and what drawing it costs."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from blockout_scene import new_box
from drawn_words import Layout, context
from selecting import select
from support.jobs.long_ledger import asked

Jobs = Callable[[], tuple[Any, ...]]
Part = Callable[[str], ModuleType]
Press = Callable[[], None]
Stages = Callable[[], dict[str, str]]


@pytest.fixture
def draw(part: Part) -> Callable[[], Layout]:
    """A function that draws the panel, and each line of its table."""

    def run() -> Layout:
        layout = Layout()
        given = context(window_manager=bpy.context.window_manager, mode="OBJECT")
        panel = part("ui.dressing")
        panel.RODIN_PROPS_PT_dress.draw(SimpleNamespace(layout=layout), given)
        for item in bpy.context.window_manager.rodin_props_dressing_rows:
            panel.RODIN_PROPS_UL_blockouts.draw_item(None, given, layout, None, item, 0, None, "", 0)
        return layout

    return run


def test_it_says_what_is_to_do_and_what_it_costs(dressing: Any, draw: Callable[[], Layout]) -> None:
    drawn = draw()
    assert "3 to do" in drawn.labels
    assert "Dress 3 · 1.5 credits" in drawn.buttons
    assert [each.name for each in bpy.context.window_manager.rodin_props_dressing_rows] == [
        "Bin.001",
        "park_bench",
        "street lamp",
    ]
    assert {"prop_name", "prompt", "filepath", "dimensions", "words_before", "words_after", "seed"} <= set(
        drawn.properties
    )


def test_drawing_asks_the_ledger_nothing_and_goes_through_no_file(
    dressing: Any, dress: Press, draw: Callable[[], Layout], part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    dress()
    shown = draw()
    assert "3 done" in shown.labels
    for module, name in (("session.dressing.rows", "rows"), ("session.known_files", "look_up")):
        monkeypatch.setattr(part(module), name, lambda *given: pytest.fail("this is not for drawing"))
    with asked(part("session.session").current().ledger) as statements:
        assert draw().labels == shown.labels
    assert statements == []


def test_a_change_of_the_file_or_of_a_job_is_looked_for_once(
    dressing: Any, draw: Callable[[], Layout], part: Part
) -> None:
    draw()
    new_box("kiosk", collection=dressing.collection)
    bpy.context.view_layer.update()
    assert "4 to do" in draw().labels
    bpy.data.objects["kiosk"].rodin_props.prompt = "a newspaper kiosk"
    assert "Dress 4 · 2 credits" in draw().buttons


def test_failed_and_uncertain_ones_are_told_apart(
    dressing: Any, jobs: Jobs, stages: Stages, online: Any, unwaited: None, look_until_all_ended: Press
) -> None:
    online.scenario(credits=0.0)
    bpy.ops.rodin_props.dress()
    look_until_all_ended()
    assert set(stages().values()) == {"FAILED"}
    online.scenario(credits=50.0, faults={"billed.reset": 1})
    bpy.ops.rodin_props.dress()  # nothing was paid for the failed ones: they are asked for anew
    look_until_all_ended()
    assert sorted(stages().values()) == ["DONE", "DONE", "FAILED"]
    assert [job.state.value for job in jobs()[:3]].count("UNCERTAIN") == 1
    with pytest.raises(RuntimeError, match="Every blockout of the set has its prop"):
        bpy.ops.rodin_props.dress()  # it may have been paid for


def test_what_cannot_be_a_blockout_is_left_out_and_says_why(
    dressing: Any, draw: Callable[[], Layout], stages: Stages
) -> None:
    empty = bpy.data.objects.new("air", bpy.data.meshes.new("air"))
    dressing.collection.objects.link(empty)
    dressing.collection.objects.link(bpy.data.objects.new("sun", bpy.data.lights.new("sun", "SUN")))
    assert stages()["air"] == "UNUSABLE"
    assert "sun" not in stages()
    bpy.context.view_layer.update()
    drawn = draw()
    assert "Left out: it has no geometry." in drawn.words
    assert "Dress 3 · 1.5 credits" in drawn.buttons


def test_gone_pictures_are_all_named_before_anything_is_paid(dressing: Any, jobs: Jobs, online: Any) -> None:
    known = jobs()
    dressing.look.filepath = "/nowhere/look.png"
    bpy.data.objects["park_bench"].rodin_props.picture.filepath = "/nowhere/bench.png"
    with pytest.raises(RuntimeError, match=r"“look.png”, “park_bench: bench.png”"):
        bpy.ops.rodin_props.dress()
    assert jobs() == known
    assert online.record()["submissions"] == []


def test_the_selection_can_be_the_set(dressing: Any, stages: Stages) -> None:
    crate = new_box("crate", location=(9.0, 9.0, 0.0))
    select(crate, bpy.data.objects["Bin.001"])
    assert bpy.ops.rodin_props.list_blockouts() == {"FINISHED"}
    assert dressing.collection is None
    select()
    assert list(stages()) == ["Bin.001", "crate"]
    bpy.ops.rodin_props.unlist_blockouts(name="Bin.001")
    assert list(stages()) == ["crate"]
    bpy.ops.rodin_props.unlist_blockouts()
    assert stages() == {}
    with pytest.raises(RuntimeError, match="Choose a collection"):
        bpy.ops.rodin_props.dress()


def test_the_file_remembers_the_style_and_what_was_asked_for(
    dressing: Any, dress: Press, stages: Stages, tmp_path: Any
) -> None:
    dressing.words_before, dressing.seed = "rusty", 3
    dress()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "street.blend"))
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    assert stages() == {}
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "street.blend"))
    opened = bpy.context.scene.rodin_props_dressing
    assert (opened.words_before, opened.seed, opened.collection.name) == ("rusty", 3, "Street")
    assert set(stages().values()) == {"DONE"}


def test_a_prop_that_was_deleted_comes_back_without_a_payment(
    dressing: Any, dress: Press, stages: Stages, online: Any
) -> None:
    dress()
    bpy.data.objects.remove(bpy.data.objects["Park bench"])
    assert stages()["park_bench"] == "READY"
    bpy.ops.rodin_props.bring_in()
    assert stages()["park_bench"] == "DONE"
    assert bpy.data.objects["Park bench"].location.x == pytest.approx(3.0)
    assert len(online.record()["submissions"]) == 3

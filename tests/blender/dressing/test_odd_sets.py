# SPDX-License-Identifier: GPL-3.0-or-later
"""Sets as they are in the world: undone, linked, flat, mirrored, elsewhere, with pictures that cannot be sent."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from blockout_scene import new_box
from support.waiting import wait_until

NAMES = ("street lamp", "park_bench", "Bin.001")

Part = Callable[[str], ModuleType]
Press = Callable[[], None]
Props = Callable[[], list[bpy.types.Object]]
Stages = Callable[[], dict[str, str]]


def _row(part: Part, name: str) -> Any:
    return next(row for row in part("session.dressing.rows").rows(bpy.context) if row.name == name)


def test_what_undo_took_from_the_file_is_not_paid_for_again(
    dressing: Any, dress: Press, stages: Stages, props: Props, online: Any, tmp_path: Path
) -> None:
    dress()
    bpy.ops.ed.undo()  # the landing
    bpy.ops.ed.undo()  # and the press
    assert [bpy.data.objects[name].rodin_props.job for name in NAMES] == [""] * 3
    assert set(stages().values()) == {"READY"}
    with pytest.raises(RuntimeError, match="Every blockout of the set has its prop"):
        bpy.ops.rodin_props.dress()

    assert bpy.ops.rodin_props.bring_in() == {"FINISHED"}

    assert len(props()) == 3
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "street.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "street.blend"))
    assert set(stages().values()) == {"DONE"}
    assert len(online.record()["submissions"]) == 3


def test_what_is_on_its_way_though_the_press_was_undone_can_be_brought_in(
    dressing: Any, dress: Press, stages: Stages, props: Props, online: Any, unwaited: None, look_until_all_ended: Press
) -> None:
    dress()
    bpy.ops.ed.undo()
    assert set(stages().values()) == {"WAITING"}
    look_until_all_ended()
    assert props() == []
    assert set(stages().values()) == {"READY"}
    bpy.ops.rodin_props.bring_in()
    assert set(stages().values()) == {"DONE"}
    assert len(online.record()["submissions"]) == 3


def test_a_renamed_blockout_keeps_its_prop_and_a_deleted_one_takes_it_along(
    dressing: Any, dress: Press, stages: Stages, props: Props, online: Any, unwaited: None, look_until_all_ended: Press
) -> None:
    dress()
    bpy.data.objects["park_bench"].name = "stone bench"
    bpy.data.objects.remove(bpy.data.objects["Bin.001"])
    look_until_all_ended()
    assert stages() == {"stone bench": "DONE", "street lamp": "DONE"}
    assert {each.name for each in props()} == {"Park bench", "Street lamp"}


def test_flat_and_mirrored_blockouts_are_dressed_where_they_are(
    dressing: Any, dress: Press, stages: Stages, props: Props
) -> None:
    bpy.data.objects["park_bench"].scale = (-1.0, 1.0, 1.0)
    bpy.ops.mesh.primitive_plane_add(size=2.0, location=(20.0, 5.0, 1.0))
    plane = bpy.context.object
    plane.name = "rug"
    dressing.collection.objects.link(plane)
    dress()
    assert set(stages().values()) == {"DONE"}
    places = {each.name: each.matrix_world.translation for each in props()}
    assert places["Park bench"].xy[:] == pytest.approx((3.0, 0.0), abs=1e-3)
    assert places["Rug"][:] == pytest.approx((20.0, 5.0, 1.0), abs=1e-3)
    assert all(each.matrix_world.determinant() > 0 for each in props())


def test_one_without_any_size_is_left_out_and_keeps_no_other_from_its_prop(
    dressing: Any, dress: Press, stages: Stages, part: Part
) -> None:
    point = bpy.data.meshes.new("point")
    point.from_pydata([(0.0, 0.0, 0.0)], [], [])
    dressing.collection.objects.link(bpy.data.objects.new("point", point))
    nothing = new_box("nothing", collection=dressing.collection)
    nothing.modifiers.new("Hide", "MASK")
    nothing.vertex_groups.new(name="none")
    nothing.modifiers["Hide"].vertex_group = "none"
    bpy.context.view_layer.update()
    assert [_row(part, name).refusal for name in ("point", "nothing")] == ["has no geometry"] * 2
    dress()
    assert list(stages().values()).count("DONE") == 3


def test_a_collection_that_is_only_in_another_scene_is_left_out(
    dressing: Any, stages: Stages, part: Part, online: Any
) -> None:
    other = bpy.data.scenes.new("Other")
    other.collection.children.link(dressing.collection)
    bpy.context.scene.collection.children.unlink(dressing.collection)
    assert set(stages().values()) == {"UNUSABLE"}
    assert _row(part, "park_bench").refusal == "is not in this scene"
    with pytest.raises(RuntimeError, match="Every blockout"):
        bpy.ops.rodin_props.dress()
    assert not online.record()["submissions"]


def test_a_linked_blockout_gives_way_to_the_files_own_of_the_same_name(
    dressing: Any, dress: Press, stages: Stages, part: Part, tmp_path: Path
) -> None:
    library = tmp_path / "library.blend"
    bpy.data.libraries.write(str(library), {bpy.data.objects["park_bench"], bpy.data.objects["street lamp"]})
    bpy.data.objects["street lamp"].name = "lamp"
    with bpy.data.libraries.load(str(library), link=True) as (_, wanted):
        wanted.objects = ["park_bench", "street lamp"]
    for linked in wanted.objects:
        dressing.collection.objects.link(linked)
    dress()
    assert stages() == {"Bin.001": "DONE", "lamp": "DONE", "park_bench": "DONE", "street lamp": "UNUSABLE"}
    assert _row(part, "street lamp").refusal == "is linked from another file"


def test_those_whose_pictures_cannot_be_sent_say_so_and_are_asked_for_anew(
    dressing: Any,
    dress: Press,
    stages: Stages,
    part: Part,
    online: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad = tmp_path / "bench.png"
    bad.write_bytes(b"no picture")
    bpy.data.objects["park_bench"].rodin_props.picture.filepath = str(bad)
    queue = part("session.making.picture_queue")
    monkeypatch.setattr(queue, "_wait", lambda pending: None)  # as in a window
    dress()
    assert set(stages().values()) == {"WAITING"}
    wait_until(lambda: queue.advance(bpy.context), seconds=60, what="the refusal")
    assert set(stages().values()) == {"FAILED"}
    assert "bench.png" in _row(part, "street lamp").failure
    assert len(part("session.dressing.asking").due_now(bpy.context)) == 3
    assert not online.record()["submissions"]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Places that were saved, appended or linked while their props were on their way."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from blockout_scene import new_box

Jobs = Callable[[], tuple[Any, ...]]
Part = Callable[[str], ModuleType]
Props = Callable[[str], list[bpy.types.Object]]


@pytest.mark.long
def test_saved_renamed_and_opened_again_it_still_lands(send: Any, arrive: Any, props_of: Props, tmp_path: Path) -> None:
    job_id = send(new_box("Box", location=(2.0, 0.0, 0.0)))
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "layout.blend"))
    bpy.ops.wm.read_homefile(use_empty=True)
    (tmp_path / "layout.blend").rename(tmp_path / "renamed.blend")
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "renamed.blend"))
    arrive()
    (prop,) = props_of(job_id)
    assert prop.location.x == pytest.approx(2.0)
    assert bpy.data.objects["Box"].hide_get()


def test_two_files_with_the_same_place_each_get_the_prop_for_one_payment(
    send: Any, arrive: Any, props_of: Props, online: Any, tmp_path: Path
) -> None:
    job_id = send(new_box("Box"))
    for name in ("first.blend", "second.blend"):
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / name))
    for name in ("first.blend", "second.blend"):
        bpy.ops.wm.open_mainfile(filepath=str(tmp_path / name))
        arrive()
        assert len(props_of(job_id)) == 1
    assert len(online.record()["submissions"]) == 1


def test_a_box_appended_into_a_new_file_gets_its_prop_there(
    send: Any, arrive: Any, props_of: Props, online: Any, tmp_path: Path
) -> None:
    job_id = send(new_box("Box"))
    file = tmp_path / "layout.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(file))
    arrive()
    assert len(props_of(job_id)) == 1
    bpy.ops.wm.read_homefile(use_empty=True)
    bpy.ops.wm.append(directory=f"{file}/Object/", filename="Box")
    arrive()
    assert len(props_of(job_id)) == 1
    assert bpy.data.objects["Box"].hide_get()
    assert len(online.record()["submissions"]) == 1


def test_a_box_linked_into_another_file_is_left_alone(
    send: Any, arrive: Any, props_of: Props, part: Part, jobs: Jobs, tmp_path: Path
) -> None:
    job_id = send(new_box("Box"))
    file = tmp_path / "set.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(file))
    bpy.ops.wm.read_homefile(use_empty=True)
    bpy.ops.wm.link(directory=f"{file}/Object/", filename="Box", instance_collections=False)
    assert job_id in bpy.data.objects["Box"]["rodin_props_job"]
    arrive()
    assert props_of(job_id) == []
    linked_from = part("scene.places.placement").libraries_by_job().get(job_id, "")
    line = part("ui.status").describe(jobs()[0], placed=False, linked_from=linked_from)
    assert line.sentence == "Its place is linked from “set.blend”. Open that file, or make the object local."

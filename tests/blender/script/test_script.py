# SPDX-License-Identifier: GPL-3.0-or-later
"""Props by plain values: made, waited for, placed, kept and written by a script."""

import dataclasses
import inspect
import math
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from support.pictures import disc

Part = Callable[[str], ModuleType]


def test_a_prop_is_made_placed_kept_and_written(script: Any, allow: Any, library: Path, tmp_path: Path) -> None:
    allow(1.0)
    picture = tmp_path / "red_jug.png"
    picture.write_bytes(disc())
    stool, jug = script.make_all(
        [
            script.Wanted(prompt="a wooden stool", height_meters=0.5, tags=["oak"]),
            script.Wanted(pictures=str(picture), longest_side_meters=2.0),
        ]
    )
    done = script.wait(jug, stool)
    assert [(each.name, each.state, each.is_finished, each.credits) for each in done] == [
        ("red jug", "READY", True, 0.5),
        ("Wooden stool", "READY", True, 0.5),
    ]
    assert all(Path(path).is_file() for each in done for path in (each.model, each.prepared))
    placed = bpy.data.objects[script.place(stool, location=(1, 2, 3), turn_radians=math.radians(90))]
    assert tuple(placed.matrix_world.translation) == pytest.approx((1, 2, 3))
    assert placed.matrix_world.to_euler().z == pytest.approx(math.pi / 2)
    assert placed.dimensions.z == pytest.approx(0.5, rel=1e-3)
    (kept,) = script.keep(stool)
    assert Path(kept).is_relative_to(library)
    with bpy.data.libraries.load(kept, assets_only=True) as (offered, wanted):
        wanted.objects = offered.objects
    assert "oak" in [tag.name for tag in wanted.objects[0].asset_data.tags]
    assert script.keep(stool) == (kept,)
    assert Path(script.write([stool, jug], tmp_path / "both.glb")).read_bytes().startswith(b"glTF")


def test_looking_does_not_wait(script: Any, allow: Any, part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part("session.session").current(), "ensure_worker", lambda context: None)
    allow(0.5)
    lamp = script.make("a lamp")
    (looked,) = script.wait(lamp, timeout_seconds=0)
    assert (looked.state, looked.has_ended, looked.credits, looked.model) == ("QUEUED", False, 0.0, "")
    with pytest.raises(script.RodinError, match=r"“Lamp” is not finished\. Wait for it first"):
        script.place(lamp)
    with pytest.raises(script.RodinError, match="No library is chosen"):
        script.keep(lamp)


def test_one_that_failed_says_why(script: Any, allow: Any, sandbox: Any) -> None:
    sandbox.scenario(faults={"submit.http_402": -1})
    allow(0.5)
    (failed,) = script.wait(script.make("a lamp"))
    assert not failed.is_finished
    assert failed.code == "NO_CREDITS"
    assert failed.sentence
    assert failed.credits == 0.0


def test_nothing_is_paid_if_one_of_many_was_made_and_removed(
    script: Any, allow: Any, part: Part, submissions: Any
) -> None:
    allow(1.0)
    stool = script.Wanted(prompt="a stool", key="removed stool")
    (job_id,) = script.make_all([stool])
    script.wait(job_id)
    ledger = part("session.session").current().ledger
    ledger.remove(job_id)
    before = ledger.ids()
    with pytest.raises(script.RodinError, match="“Stool” was paid for by its key before") as refused:
        script.make_all([script.Wanted(prompt="a lamp"), stool])
    assert refused.value.code == "MADE_AND_REMOVED"
    assert ledger.ids() == before
    assert submissions() == 1


def test_what_a_script_says_wrong_is_told_and_not_sent(
    script: Any, allow: Any, submissions: Any, tmp_path: Path
) -> None:
    allow(5.0)
    for told, said in (
        ({"tire": "Gen-2"}, "There is no option “tire”. Choose from tier, mesh_mode"),
        ({"tier": "Gen-9"}, "“Tier” cannot be “Gen-9”. Choose one of SKETCH, REGULAR"),
        ({"quality_override": 1}, "faces for this mesh"),
        ({"pictures": [tmp_path / "gone.png"]}, "“gone.png” cannot be sent"),
        ({"height_meters": -1.0}, "cannot be -1 m"),
    ):
        with pytest.raises(script.RodinError, match=said):
            script.make("a lamp", **told)
    with pytest.raises(script.RodinError, match="There is no job “nothing”"):
        script.wait("nothing")
    assert submissions() == 0


def test_one_call_and_many_take_the_same(script: Any) -> None:
    parameters = list(inspect.signature(script.make).parameters)
    assert parameters == [each.name for each in dataclasses.fields(script.Wanted)]

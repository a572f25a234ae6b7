# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole job: its prop lands, and then its levels are made. What kills whoever makes them costs nothing but them."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from support.waiting import wait_until

Part = Callable[[str], ModuleType]
Jobs = Callable[[], tuple[Any, ...]]
FREEZE_VARIABLE = "RODIN_PROPS_FREEZE_AT"


@pytest.fixture
def with_levels(online: Any) -> Any:
    """The extension as it is installed: it makes levels."""
    preferences = bpy.context.preferences.addons["bl_ext.user_default.rodin_props"].preferences
    preferences.make_levels = True
    online.scenario(max_faces=3000)
    yield online
    preferences.make_levels = False


def generated(jobs: Jobs) -> tuple[Any, bpy.types.Object]:
    """A job that has landed, and its prop."""
    bpy.context.scene.rodin_props.seed = 1
    before = set(bpy.context.scene.objects)
    assert bpy.ops.rodin_props.generate_from_text(prompt="a wooden stool") == {"FINISHED"}
    (prop,) = set(bpy.context.scene.objects) - before
    return jobs()[0], prop


def wait_for_the_workers_end(part: Part, job: Any) -> None:
    supervisor = part("session.session").current().supervisor
    wait_until(lambda: not supervisor.alive(job.account), seconds=120.0, what="the worker's end")


def words_in(path: Path) -> set[str]:
    with bpy.data.libraries.load(str(path), link=False) as (held, wanted):
        wanted.meshes = held.meshes
    return {mesh["rodin_props_level"] for mesh in wanted.meshes}


def test_a_prop_that_has_landed_has_levels(with_levels: Any, jobs: Jobs, part: Part) -> None:
    job, prop = generated(jobs)
    wait_for_the_workers_end(part, job)
    assert words_in(job.folder / "levels.blend") >= {"HALF", "QUARTER", "PROXY"}
    assert jobs()[0] == job
    assert not list(job.folder.glob("*levels*.part*"))
    assert prop.data.name == "Wooden stool"


def test_levels_are_not_begun_before_the_prop_has_landed(
    with_levels: Any, jobs: Jobs, part: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = tmp_path / "begun"
    monkeypatch.setenv(FREEZE_VARIABLE, f"levels:before-start={begun}")
    landed: list[bool] = []
    landing = part("session.landing.bring_in")
    land = landing.add_prop

    def observed(*args: Any, **named: Any) -> Any:
        landed.append(begun.exists())
        return land(*args, **named)

    monkeypatch.setattr(landing, "add_prop", observed)
    generated(jobs)
    pid = wait_until(lambda: begun.exists() and begun.read_text().strip(), what="the beginning of the levels")
    os.kill(int(pid), signal.SIGKILL)
    assert landed == [False]


@pytest.mark.parametrize("point", ["levels:after-start", "levels:after-end"])
def test_kill_9_while_levels_are_made_leaves_the_prop_and_nothing_half_written(
    with_levels: Any, jobs: Jobs, part: Part, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    frozen = tmp_path / "frozen"
    monkeypatch.setenv(FREEZE_VARIABLE, f"{point}={frozen}")
    job, prop = generated(jobs)
    pid = wait_until(lambda: frozen.exists() and frozen.read_text().strip(), seconds=120.0, what=point)
    monkeypatch.delenv(FREEZE_VARIABLE)
    os.kill(int(pid), signal.SIGKILL)
    wait_for_the_workers_end(part, job)
    assert jobs()[0] == job
    assert not (job.folder / "levels.blend").exists()
    assert prop.name in bpy.context.scene.objects
    folder = tmp_path / "order"
    folder.mkdir()
    order = part("scene.levels.ordering").LevelsOrder(job.prepared_path, job.folder / "levels.blend", folder)
    assert order.wait().error == ""
    assert words_in(job.folder / "levels.blend") >= {"HALF", "QUARTER", "PROXY"}

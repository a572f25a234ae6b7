# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of scenes with drivers and scripts, and of those that take too long or too much memory."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from capture_scene import glowing_material

Part = Callable[[str], ModuleType]


def _driven(cube: Any, expression: str) -> None:
    cube.driver_add("location", 0).driver.expression = expression
    bpy.context.view_layer.update()


def test_drivers_that_need_no_scripts_move_things(stage: Any, take: Callable[[], Any]) -> None:
    bpy.context.preferences.filepaths.use_scripts_auto_execute = False
    _driven(stage, "frame * 0 + 0.5")
    assert take()[..., 3].max() == 255


SCRIPT = "import bpy\nbpy.app.driver_namespace['here'] = lambda: 0.5\n"


@pytest.fixture
def auto_run() -> Any:
    """Scripts of files are run, as some artists have it; as it was, afterwards."""
    paths = bpy.context.preferences.filepaths
    before = paths.use_scripts_auto_execute
    paths.use_scripts_auto_execute = True
    yield paths
    paths.use_scripts_auto_execute = before
    bpy.app.driver_namespace.pop("here", None)


def _open_with_script(folder: Path, *, allowed: bool) -> None:
    text = bpy.data.texts.new("functions.py")
    text.write(SCRIPT)
    text.use_module = True
    _driven(bpy.data.objects["Cube"], "here()")
    bpy.ops.wm.save_as_mainfile(filepath=str(folder / "scripted.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(folder / "scripted.blend"), use_scripts=allowed)
    bpy.context.view_layer.update()


def test_scripts_run_where_the_artist_lets_them(
    stage: Any, take: Callable[[], Any], tmp_path: Path, auto_run: Any
) -> None:
    _open_with_script(tmp_path, allowed=True)
    assert bpy.data.objects["Cube"].matrix_world.translation.x == pytest.approx(0.5)
    assert take()[..., 3].max() == 255


def test_scripts_that_one_file_alone_may_run_are_not_run_elsewhere(
    stage: Any, take: Callable[[], Any], tmp_path: Path, auto_run: Any
) -> None:
    auto_run.use_scripts_auto_execute = False
    _open_with_script(tmp_path, allowed=True)
    assert not bpy.app.autoexec_fail
    with pytest.raises(Exception, match="Auto Run Python Scripts"):
        take()


def test_scripts_that_were_refused_here_are_refused_there(
    stage: Any, take: Callable[[], Any], tmp_path: Path, auto_run: Any
) -> None:
    auto_run.use_scripts_auto_execute = False
    _open_with_script(tmp_path, allowed=False)
    assert bpy.app.autoexec_fail
    assert take()[..., 3].max() == 255  # as the artist sees it: without what the driver would do


def test_a_function_that_only_this_blender_has_is_found_out(stage: Any, take: Callable[[], Any], auto_run: Any) -> None:
    """It changes no shape, so nothing but the driver itself tells of it."""
    bpy.app.driver_namespace["here"] = lambda: 1.0
    material, color = glowing_material("Driven")
    stage.data.materials.append(material)
    color.driver_add("default_value", 0).driver.expression = "here()"
    bpy.context.view_layer.update()
    with pytest.raises(Exception, match="“Driven” does not look as it does here"):
        take()


def test_bounds_in_time_and_memory_hold(
    stage: Any, take: Callable[[], Any], part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(part("processes.memory").VARIABLE, str(50 << 20))
    with pytest.raises(Exception, match="more memory than this computer can spare"):
        take()
    monkeypatch.delenv(part("processes.memory").VARIABLE)
    bounds = part("scene.capture.picture_capture")
    monkeypatch.setattr(bounds, "_BASE_SECONDS", 0.001)  # however fast the machine, that is too short
    monkeypatch.setattr(bounds, "_SECONDS_PER_MEGABYTE", 0.0)
    with pytest.raises(Exception, match="was not done after 1 min"):
        take()

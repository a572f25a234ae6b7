# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes whose render engine an add-on brings: its own picture is sent, or a sentence that names the engine."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from capture_scene import lit_stage
from engine_source import ENGINE
from PIL import Image

Part = Callable[[str], ModuleType]

MANIFEST = """
schema_version = "1.0.0"
id = "paint_engine"
version = "1.0.0"
name = "Paint engine"
tagline = "Paints all in one colour"
maintainer = "Nobody"
type = "add-on"
blender_version_min = "4.2.0"
license = ["SPDX:GPL-3.0-or-later"]
"""


def _in_the_scripts_folder(folder: Path) -> tuple[str, Path]:
    path = Path(bpy.utils.user_resource("SCRIPTS", path="addons", create=True), "paint_engine.py")
    path.write_text(ENGINE)
    bpy.utils.refresh_script_paths()
    return "paint_engine", path


def _in_a_script_directory(folder: Path) -> tuple[str, Path]:
    path = folder / "scripts" / "addons" / "paint_engine.py"
    path.parent.mkdir(parents=True)
    path.write_text(ENGINE)
    bpy.context.preferences.filepaths.script_directories.new().directory = str(folder / "scripts")
    bpy.utils.refresh_script_paths()
    return "paint_engine", path


def _as_extension(folder: Path) -> tuple[str, Path]:
    repository = next(each for each in bpy.context.preferences.extensions.repos if each.module == "user_default")
    return _extension_in(Path(repository.directory), "user_default")


def _in_a_repository_of_the_artist(folder: Path) -> tuple[str, Path]:
    directory = folder / "studio"
    directory.mkdir()
    bpy.context.preferences.extensions.repos.new(name="Studio", module="studio", custom_directory=str(directory))
    return _extension_in(directory, "studio")


def _extension_in(repository: Path, module: str) -> tuple[str, Path]:
    path = repository / "paint_engine"
    path.mkdir(parents=True)
    (path / "__init__.py").write_text(ENGINE)
    (path / "blender_manifest.toml").write_text(MANIFEST)
    bpy.ops.extensions.repo_refresh_all()
    return f"bl_ext.{module}.paint_engine", path


@pytest.fixture
def stage(addon: ModuleType) -> Any:
    """A cube before a camera; gives the scene."""
    lit_stage(bpy.context.scene)
    return bpy.context.scene


@pytest.fixture
def install(stage: Any, tmp_path: Path) -> Iterator[Callable[[Callable[[Path], tuple[str, Path]]], Path]]:
    """A function that puts an add-on with a render engine somewhere and enables it; gives its file or folder."""
    preferences = bpy.context.preferences
    repositories = {each.module for each in preferences.extensions.repos}
    enabled: list[tuple[str, Path]] = []

    def put(where: Callable[[Path], tuple[str, Path]]) -> Path:
        enabled.append(where(tmp_path))
        assert bpy.ops.preferences.addon_enable(module=enabled[0][0]) == {"FINISHED"}
        stage.render.engine = "RODIN_PROPS_TEST_PAINT"
        stage.paint_settings.level = 1.0
        return enabled[0][1]

    yield put
    stage = bpy.context.scene
    stage.render.engine = "CYCLES"
    for module, path in enabled:
        bpy.ops.preferences.addon_disable(module=module)
        sys.modules.pop(module, None)
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for each in list(preferences.filepaths.script_directories):
        preferences.filepaths.script_directories.remove(each)
    for each in [each for each in preferences.extensions.repos if each.module not in repositories]:
        preferences.extensions.repos.remove(each)


@pytest.fixture
def take(part: Part, tmp_path: Path) -> Callable[[], Any]:
    """A function that takes the camera's picture and gives its pixels."""

    def picture() -> Any:
        scene, path = bpy.context.scene, tmp_path / "picture.png"
        part("scene.capture.ordering").camera_capture(
            scene,
            view_layer=bpy.context.view_layer,
            camera=scene.camera,
            output_path=path,
            max_side_pixels=64,
        ).render_blocking()
        with Image.open(path) as image:
            return numpy.asarray(image.convert("RGBA")).astype(int)

    return picture


@pytest.mark.parametrize(
    "where",
    [_in_the_scripts_folder, _in_a_script_directory, _as_extension, _in_a_repository_of_the_artist],
)
def test_the_picture_is_the_engines_own(
    install: Callable[..., Path], take: Callable[[], Any], where: Callable[[Path], tuple[str, Path]]
) -> None:
    install(where)
    picture = take()
    assert picture[: len(picture) // 2, :, 1].min() >= 254  # Blender dithers
    assert abs(picture[-len(picture) // 5 :, :, 1] - 188).max() <= 1
    assert picture[..., 0].max() <= 1


def test_an_engine_whose_add_on_has_gone_is_named(install: Callable[..., Path], take: Callable[[], Any]) -> None:
    install(_in_the_scripts_folder).unlink()
    with pytest.raises(Exception, match=r"cannot be rendered with “Paint”.* Choose another render engine"):
        take()


def test_an_engine_whose_add_on_breaks_elsewhere_is_named(
    install: Callable[..., Path], take: Callable[[], Any]
) -> None:
    path = install(_in_the_scripts_folder)
    path.write_text(ENGINE + "\nraise RuntimeError('only in the foreground')\n")
    with pytest.raises(Exception, match="cannot be rendered with “Paint”"):
        take()


def test_cycles_devices_are_those_of_the_preferences(part: Part) -> None:
    """What a graphics card would be chosen by; there may be none on this machine."""

    class Device:
        def __init__(self, name: str) -> None:
            self.id, self.type, self.use = name, "OPTIX", True

    class Preferences:
        def __init__(self) -> None:
            self.devices = [Device("one"), Device("two")]
            self.compute_device_type, self.refreshed = "NONE", False

        def refresh_devices(self) -> None:
            self.refreshed = True

    engine = part("scene.transfer.render_engine")
    needs = engine.EngineNeeds(
        engine="CYCLES",
        label="Cycles",
        add_on="cycles",
        device_type="OPTIX",
        devices=(engine.Device(id="two", type="OPTIX"),),
    )
    written = json.dumps(needs, default=part("scene.transfer.request")._plain)
    assert engine.EngineNeeds.from_json(json.loads(written)) == needs
    there = Preferences()
    engine._use_devices(there, needs)
    assert (there.compute_device_type, there.refreshed) == ("OPTIX", True)
    assert [each.use for each in there.devices] == [False, True]

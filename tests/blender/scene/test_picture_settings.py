# SPDX-License-Identifier: GPL-3.0-or-later
"""Every setting of a scene that its picture depends on is in the copy as the artist sees it."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from PIL import Image

Part = Callable[[str], ModuleType]


@pytest.mark.parametrize("engine", ["CYCLES", "BLENDER_WORKBENCH", "EEVEE"])
def test_every_setting_of_the_scene_arrives(stage: Any, part: Part, rebuilt: Callable[..., Any], engine: str) -> None:
    scene, scene_copy = bpy.context.scene, part("scene.capture.scene_copy")
    eevee = "BLENDER_EEVEE" if bpy.app.version >= (5, 0, 0) else "BLENDER_EEVEE_NEXT"
    scene.render.engine = eevee if engine == "EEVEE" else engine
    groups = [scene.render, scene.view_settings, scene.eevee, scene.cycles, scene.display.shading]
    for group in (*groups, bpy.context.view_layer):
        _change_all(group)
    bpy.context.view_layer.use_pass_z = bpy.context.view_layer.use_solid = True
    scene.frame_set(17, subframe=0.25)
    scene["width"], scene["sizes"] = 3.5, [1, 2, 3]

    def settings(of: Any) -> dict[str, Any]:
        reader = part("scene.transfer.settings_values").SettingsReader()
        layer = reader.values_of(of.view_layers[0], left_out=scene_copy._LAYER_LEFT_OUT)
        left_out = {"render": scene_copy._RENDER_LEFT_OUT}
        names = scene_copy._SETTINGS
        found = {name: reader.values_of(getattr(of, name), left_out=left_out.get(name, frozenset())) for name in names}
        return {**found, "layer": layer, "frame": (of.frame_current, of.frame_subframe), "engine": of.render.engine}

    before = settings(scene)
    built = rebuilt()
    after = settings(built.scene)
    lost = {path: pair for path, pair in _flat_differences(before, after).items() if not path.startswith("eevee.")}
    assert lost == {}
    if bpy.app.version >= (5, 0, 0):  # 4.2 shows what the EEVEE before it had, and lets nobody set it
        assert before["eevee"] == after["eevee"]
    assert (built.scene["width"], list(built.scene["sizes"])) == (3.5, [1, 2, 3])


def _flat_differences(before: Any, after: Any, path: str = "") -> dict[str, tuple[Any, Any]]:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return {} if before == after else {path: (before, after)}
    return {
        found: pair
        for name in before.keys() | after.keys()
        for found, pair in _flat_differences(before.get(name), after.get(name), f"{path}.{name}".lstrip(".")).items()
    }


def _change_all(group: Any) -> None:
    """Give each plain setting another value, as far as it takes one."""
    for prop in group.bl_rna.properties:
        if prop.is_readonly or prop.identifier in {
            "engine",
            "name",
            "preview_pause",
            "filepath",
            "use",
            "shading_system",
        }:
            continue
        if getattr(prop, "is_array", False) or prop.type not in {"BOOLEAN", "INT", "FLOAT", "ENUM"}:
            continue
        value = getattr(group, prop.identifier)
        try:
            setattr(group, prop.identifier, _another(prop, value))
        except (TypeError, AttributeError, ValueError):
            continue


def _another(prop: Any, value: Any) -> Any:
    if prop.type == "BOOLEAN":
        return not value
    if prop.type == "ENUM":
        return next((each.identifier for each in prop.enum_items if each.identifier != value), value)
    low, high = max(prop.hard_min, -1000), min(prop.hard_max, 1000)
    return type(value)((low + high) / 2 if value != (low + high) / 2 else low)


def test_the_curves_of_the_view_arrive(stage: Any, rebuilt: Callable[..., Any]) -> None:
    view = bpy.context.scene.view_settings
    view.use_curve_mapping = True
    curve = view.curve_mapping.curves[3]
    curve.points.new(0.25, 0.75)
    curve.points[1].handle_type = "VECTOR"
    view.curve_mapping.update()
    points = [tuple(point.location) for point in curve.points]
    there = rebuilt().scene.view_settings.curve_mapping.curves[3]
    assert [tuple(point.location) for point in there.points] == points
    assert there.points[1].handle_type == "VECTOR"


def test_the_clip_that_cameras_are_tracked_by_arrives(stage: Any, rebuilt: Callable[..., Any], tmp_path: Path) -> None:
    Image.new("RGB", (64, 64)).save(tmp_path / "clip.png")
    bpy.context.scene.active_clip = bpy.data.movieclips.load(str(tmp_path / "clip.png"))
    assert rebuilt().scene.active_clip.name == "clip.png"


@pytest.mark.parametrize("name", ["material_override", "world_override"])
def test_what_a_view_layer_overrides_arrives(stage: Any, rebuilt: Callable[..., Any], name: str) -> None:
    kind = bpy.data.materials if name == "material_override" else bpy.data.worlds
    setattr(bpy.context.view_layer, name, kind.new("Override"))
    assert getattr(rebuilt().view_layer, name).name == "Override"

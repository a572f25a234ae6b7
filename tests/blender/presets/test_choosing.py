# SPDX-License-Identifier: GPL-3.0-or-later
"""A preset is chosen: the options follow, and nothing else."""

import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import bpy
import pytest

Part = Callable[[str], ModuleType]


def _stored(*, without: frozenset[str] = frozenset()) -> dict[str, object]:
    """All settings of the scene, as plain values."""
    settings = bpy.context.scene.rodin_props
    names = {each.identifier for each in settings.bl_rna.properties} - {"rna_type", "name", "pictures"} - without
    return {name: getattr(settings, name) for name in names}


def test_blender_finds_the_presets_of_the_extension(part: Part) -> None:
    for built_in in part("api.presets.built_in").BUILT_IN:
        assert Path(bpy.utils.preset_find(built_in.stem, "rodin_props")) == built_in.path


@pytest.mark.parametrize("stem", ["Draft", "Layout_Prop", "Game_Prop", "Hero_Prop", "For_Printing"])
def test_the_options_become_those_of_the_preset_and_all_else_stays(part: Part, stem: str) -> None:
    built_in = next(each for each in part("api.presets.built_in").BUILT_IN if each.stem == stem)
    names = frozenset(part("api.presets.preset_text").names_in_presets())
    settings = bpy.context.scene.rodin_props
    settings.prompt, settings.height_meters, settings.placement = "a lamp", 0.4, "CURSOR"
    settings.seed, settings.source, settings.hd_texture = 77, "TEXT", True
    settings.pictures.add().filepath = "//lamp.png"
    before = _stored(without=names)
    assert bpy.ops.rodin_props.choose_preset(filepath=str(built_in.path)) == {"FINISHED"}
    assert settings.to_options() == built_in.preset.chosen_over(settings.to_options())
    assert settings.to_options().tier is built_in.preset.options.tier
    assert _stored(without=names) == before
    assert settings.pictures[0].filepath == "//lamp.png"


def test_choosing_says_what_a_prop_costs_and_how_long_it_takes(part: Part) -> None:
    hero = next(each for each in part("api.presets.built_in").BUILT_IN if each.stem == "Hero_Prop")
    operator = part("operators.presets").RODIN_PROPS_OT_choose_preset
    properties = type("Properties", (), {"filepath": str(hero.path)})
    said = operator.description(bpy.context, properties)
    assert said == f"{hero.help}. A prop costs 1 credit, 1–2 minutes or longer"
    properties.filepath = "/nowhere/gone.py"
    assert "its file is not there any more" in operator.description(bpy.context, properties)


def test_no_line_of_a_preset_is_run(addon: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "Old_One.py"
    path.write_text("import bpy\nbpy.context.scene.name = 'other'\nsettings.quality = 'HIGH'\nsettings.warp = 9\n")
    before = path.read_bytes()
    assert bpy.ops.rodin_props.choose_preset(filepath=str(path)) == {"FINISHED"}
    assert bpy.context.scene.name != "other"
    assert bpy.context.scene.rodin_props.quality == "HIGH"
    assert path.read_bytes() == before
    said = capfd.readouterr().out
    assert "Line 2 is no setting, and was not run." in said
    assert "There is no setting “warp” here: it was left out." in said


UNUSABLE = {
    "gone": None,
    "empty": b"",
    "no text": b"\xff\xfe\xfa",
    "binary": bytes(range(256)) * 40,
    "half a line": b"settings.tier =",
    "huge": b"settings.tier = 'SKETCH'\n" + b"#" * 200_000,
    "a number without end": b"settings.tier = " + b"9" * 9_000,
}


@pytest.fixture(params=[*UNUSABLE, "a folder", "a link to itself", "a pipe"])
def unusable(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """What is chosen and is no preset."""
    path = tmp_path / "Broken.py"
    content = UNUSABLE.get(request.param)
    if content is not None:
        path.write_bytes(content)
    elif request.param == "a folder":
        path.mkdir()
    elif request.param == "a link to itself":
        path.symlink_to(path)
    elif request.param == "a pipe":
        os.mkfifo(path)
    return path


def test_what_is_no_preset_changes_nothing_and_is_told_in_words(part: Part, unusable: Path) -> None:
    bpy.context.scene.rodin_props.tier = "SKETCH"
    before = _stored()
    with pytest.raises(RuntimeError, match=r"This preset cannot be used: .*\. Choose another one"):
        bpy.ops.rodin_props.choose_preset(filepath=str(unusable))
    assert _stored() == before
    operator = part("operators.presets").RODIN_PROPS_OT_choose_preset
    said = operator.description(bpy.context, SimpleNamespace(filepath=str(unusable)))
    assert said.startswith("This preset cannot be used: ")


@pytest.mark.parametrize(
    "value", [f"0x{'f' * 9_000}", "'\\ud800'", "'\\0'", repr("a" * 201)], ids=["number", "half", "zero", "long"]
)
@pytest.mark.parametrize("name", ["tier", "quality_override"])
def test_a_value_that_cannot_be_shown_is_told_of_in_words(
    part: Part, tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    path = tmp_path / "Odd.py"
    path.write_text(f"settings.quality = 'HIGH'\nsettings.{name} = {value}\n")
    assert bpy.ops.rodin_props.choose_preset(filepath=str(path)) == {"FINISHED"}
    assert bpy.context.scene.rodin_props.quality == "HIGH"
    assert "Not all of “Odd” could be taken." in capfd.readouterr().out
    operator = part("operators.presets").RODIN_PROPS_OT_choose_preset
    assert "A prop costs" in operator.description(bpy.context, SimpleNamespace(filepath=str(path)))

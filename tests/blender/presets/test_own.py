# SPDX-License-Identifier: GPL-3.0-or-later
"""The artist's own presets: saved into the artist's folder, kept there, and removed by the artist alone."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import bpy
import pytest
from drawn_words import Layout, context

Part = Callable[[str], ModuleType]
MODULE = "bl_ext.user_default.rodin_props"
KEY = "a-key-that-nobody-has"


@pytest.fixture
def folder(addon: ModuleType) -> Iterator[Path]:
    """The artist's folder of presets, emptied at the end."""
    folder = Path(bpy.utils.user_resource("SCRIPTS")) / "presets" / "rodin_props"
    yield folder
    for path in folder.glob("*.py"):
        path.unlink()


@pytest.fixture
def shown(part: Part) -> Callable[..., Layout]:
    """A function that draws the popover, or the menu."""

    def draw(name: str = "RODIN_PROPS_PT_presets") -> Layout:
        layout = Layout()
        given = context(window_manager=bpy.context.window_manager)
        getattr(part("ui.presets.panel"), name).draw(SimpleNamespace(layout=layout), given)
        return layout

    return draw


def test_a_preset_brings_back_what_was_saved(folder: Path) -> None:
    settings = bpy.context.scene.rodin_props
    settings.tier, settings.quality_override, settings.hd_texture = "GEN_2_5_LOW", 12_345, True
    saved = settings.to_options()
    assert bpy.ops.rodin_props.save_preset(name="Street 3") == {"FINISHED"}
    assert [path.name for path in folder.iterdir()] == ["Street_3.py"]
    settings.tier, settings.quality_override, settings.hd_texture = "SKETCH", 0, False
    bpy.ops.rodin_props.choose_preset(filepath=str(folder / "Street_3.py"))
    assert settings.to_options() == saved


def test_no_preset_holds_a_key_a_picture_words_or_a_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODIN_API_KEY", KEY)
    settings = bpy.context.scene.rodin_props
    settings.prompt, settings.seed = "a secret lamp", 4711
    settings.pictures.add().filepath = "//hidden.png"
    bpy.ops.rodin_props.save_preset(name="Plain")
    text = (folder / "Plain.py").read_text("utf-8")
    for word in (KEY, "secret", "hidden", "pictures", "prompt", "placement", "facing", "meters", "size", "4711"):
        assert word not in text


def test_own_presets_stand_outside_the_extension_and_stay_when_it_goes(folder: Path, part: Part) -> None:
    bpy.ops.rodin_props.save_preset(name="Mine")
    for removed_with_it in (Path(part("ui").__file__).parents[1], Path(bpy.utils.extension_path_user(MODULE))):
        assert removed_with_it not in (folder / "Mine.py").parents
    bpy.ops.preferences.addon_disable(module=MODULE)
    assert bpy.utils.preset_find("Draft", "rodin_props") is None
    assert Path(bpy.utils.preset_find("Mine", "rodin_props")) == folder / "Mine.py"
    bpy.ops.preferences.addon_enable(module=MODULE)
    assert bpy.utils.preset_find("Draft", "rodin_props") is not None


def test_the_artist_removes_own_presets_but_none_of_the_extension(folder: Path, part: Part) -> None:
    bpy.ops.rodin_props.save_preset(name="Mine")
    assert bpy.ops.rodin_props.save_preset(name="Mine", remove_name=True) == {"FINISHED"}
    assert list(folder.iterdir()) == []
    for built_in in part("api.presets.built_in").BUILT_IN:
        assert bpy.ops.rodin_props.save_preset(name=built_in.label, remove_name=True) == {"CANCELLED"}
        assert bpy.ops.rodin_props.save_preset(name=built_in.label) == {"CANCELLED"}
        assert built_in.path.is_file()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Draft", "“Draft” is the preset “草稿” of the extension. Save yours under another name."),
        (" hero prop", "“hero prop” is the preset “Hero Prop” of the extension. Save yours under another name."),
        ("草稿", "“草稿” is the preset “草稿” of the extension. Save yours under another name."),
        ("Mine", "You have a preset “Mine” already. Remove that one first, or save under another name."),
        ("", "A preset without a name cannot be saved. Write a name of letters beside the button first."),
        (" !", "A preset without a name cannot be saved. Write a name of letters beside the button first."),
    ],
)
def test_why_a_name_cannot_be_had_is_told(
    folder: Path,
    part: Part,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    sentence: str,
) -> None:
    bpy.ops.rodin_props.save_preset(name="Mine")
    shown = {"Draft": "草稿"}  # where Blender speaks Chinese
    monkeypatch.setattr(part("operators.presets"), "translated", lambda text: shown.get(text, text))
    assert bpy.ops.rodin_props.save_preset(name=name) == {"CANCELLED"}
    assert capfd.readouterr().out.splitlines() == [f"Warning: {sentence}"]
    assert [path.name for path in folder.iterdir()] == ["Mine.py"]


def test_each_preset_is_shown_once_with_its_cost_where_it_is_known(folder: Path, shown: Callable[..., Layout]) -> None:
    bpy.ops.rodin_props.save_preset(name="Mine")
    layout = shown()
    assert layout.buttons == [
        "Draft · 0.5 credits, about 20 seconds",
        "Layout Prop · 0.5 credits, about 90 seconds",
        "Game Prop · 0.5 credits, 1–2 minutes",
        "Hero Prop · 1 credit, 1–2 minutes or longer",
        "For Printing · 0.5 credits, 1–2 minutes",
        "Mine · 0.5 credits, about 90 seconds",
        "",
        "",
    ]
    assert layout.operators[-3:] == ["rodin_props.choose_preset", *["rodin_props.save_preset"] * 2]
    assert "preset_name" in layout.properties
    in_menu = shown("RODIN_PROPS_MT_presets")
    assert in_menu.buttons == layout.buttons[:6]
    assert set(in_menu.operators) == {"rodin_props.choose_preset"}


def test_own_presets_are_read_when_their_files_were_written_and_cost_nothing_to_draw_again(
    folder: Path, shown: Callable[..., Layout], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Street 20", "Street 3"):
        bpy.ops.rodin_props.save_preset(name=name)
    (folder / "Torn.py").write_text("settings.tier =")
    expected = [f"Street {number} · 0.5 credits, about 90 seconds" for number in (3, 20)]
    assert [text for text in shown().buttons if text][5:] == [*expected, "Torn"]
    with monkeypatch.context() as patched:
        patched.setattr(ast, "parse", lambda *text: pytest.fail("a file was read a second time"))
        shown()
    (folder / "Street_3.py").write_text("settings.tier = 'SKETCH'")
    assert shown().buttons[5] == "Street 3 · 0.5 credits, about 20 seconds"


def test_saving_and_removing_leave_the_title_as_it_is_and_print_nothing(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for removes in (False, True):
        bpy.ops.rodin_props.save_preset(name="Street 3", remove_name=removes)
        assert bpy.types.RODIN_PROPS_PT_presets.bl_label == "Presets"
        assert bpy.types.RODIN_PROPS_MT_presets.bl_label == "Presets"
    said = capfd.readouterr()
    assert said.out + said.err == ""


def test_a_folder_that_takes_no_file_is_told_of(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Full.py").symlink_to(folder / "nowhere" / "Full.py")
    with pytest.raises(RuntimeError, match="The preset was not saved: No such file or directory"):
        bpy.ops.rodin_props.save_preset(name="Full")
    assert bpy.types.RODIN_PROPS_PT_presets.bl_label == "Presets"


def test_the_preset_that_the_settings_are_as_is_known(part: Part) -> None:
    choosing, built_in = part("session.presets.choosing"), part("api.presets.built_in")
    settings = bpy.context.scene.rodin_props
    for each in built_in.BUILT_IN:
        choosing.choose(bpy.context, each.path)
        settings.seed = 3
        assert choosing.in_use(bpy.context) is each
    settings.preview_render = True
    assert choosing.in_use(bpy.context) is None


def test_the_button_that_saves_and_the_one_that_removes_say_what_they_do(part: Part) -> None:
    operator = part("operators.presets").RODIN_PROPS_OT_save_preset
    assert "seed are in none" in operator.description(bpy.context, SimpleNamespace(remove_name=False))
    assert operator.description(bpy.context, SimpleNamespace(remove_name=True)).startswith("Remove this preset")

# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel suggests how big a thing usually is, takes it at a press, and overrides nothing."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context

Part = Callable[[str], ModuleType]
TAKE, REFUSE = "rodin_props.take_usual_size", "rodin_props.refuse_usual_size"


@pytest.mark.parametrize(
    ("prompt", "word", "length", "meters"),
    [
        ("a wooden bar stool", "bar stool", "0.75 m", 0.75),
        ("红色的马克杯", "马克杯", "0.1 m", 0.1),
        ("古いマグカップ", "マグカップ", "0.1 m", 0.1),
    ],
)
def test_the_usual_size_is_offered_and_taken_at_a_press(
    settings: Any, drawn: Callable[..., Layout], prompt: str, word: str, length: str, meters: float
) -> None:
    settings.prompt = prompt
    layout = drawn()
    assert layout.buttons == [f"Usual for “{word}”: {length}", ""]
    assert layout.operators == [TAKE, REFUSE]
    assert settings.height_meters == 1.0
    assert bpy.ops.rodin_props.take_usual_size() == {"FINISHED"}
    assert settings.height_meters == pytest.approx(meters)
    assert settings.size_axis == "HEIGHT"
    layout = drawn()
    assert (layout.operators, layout.words) == ([], f"Usual size of “{word}”")


def test_what_is_flat_or_long_is_sized_by_its_longest_side(settings: Any) -> None:
    settings.prompt = "a Persian carpet"
    bpy.ops.rodin_props.take_usual_size()
    assert settings.height_meters == pytest.approx(2.3)
    assert settings.size_axis == "LONGEST_SIDE"


@pytest.mark.parametrize(
    ("system", "scale", "words", "shown"),
    [
        ("METRIC", 1.0, "0.1 m", 0.1),
        ("METRIC", 0.01, "0.1 m", 10.0),
        ("IMPERIAL", 1.0, "0.328'", 0.1),
        ("NONE", 5.0, "0.1", 0.1),
    ],
)
def test_the_size_is_said_and_set_in_the_units_of_the_scene(
    settings: Any, drawn: Callable[..., Layout], system: str, scale: float, words: str, shown: float
) -> None:
    units = bpy.context.scene.unit_settings
    units.system, units.scale_length = system, scale
    settings.prompt = "mug"
    assert f"Usual for “mug”: {words}" in drawn().buttons[0]
    bpy.ops.rodin_props.take_usual_size()
    assert settings.size == pytest.approx(shown)


def test_suggestion_warning_set_and_prop_say_lengths_in_the_unit_of_the_scene(
    settings: Any, drawn: Callable[..., Layout], warned: Callable[..., str], part: Part
) -> None:
    bpy.context.scene.unit_settings.length_unit = "MILLIMETERS"
    settings.prompt, settings.size = "mug", 4.0
    assert drawn().buttons[0] == "Usual for “mug”: 100 mm"
    assert warned() == "4000 mm high is unusual for “mug”: 60 mm to 200 mm is common. Check the size."
    bpy.ops.mesh.primitive_cube_add(size=0.5)
    assert part("ui.dressing.rows").size_words(bpy.context, bpy.context.active_object) == "500 mm"


def test_a_plausible_size_that_was_typed_is_left_alone(
    settings: Any, drawn: Callable[..., Layout], warned: Callable[..., str]
) -> None:
    settings.prompt, settings.size = "mug", 0.15
    assert drawn().operators == []
    assert warned() == ""


def test_of_a_mug_of_four_meters_is_warned_and_the_usual_size_offered(
    settings: Any, drawn: Callable[..., Layout], warned: Callable[..., str]
) -> None:
    settings.prompt, settings.size = "mug", 4.0
    assert warned() == "4 m high is unusual for “mug”: 0.06 m to 0.2 m is common. Check the size."
    assert drawn().operators == [TAKE, REFUSE]
    settings.size_axis = "LONGEST_SIDE"
    assert warned().startswith("4 m long is unusual for “mug”: 0.072 m to 0.24 m")
    bpy.ops.rodin_props.take_usual_size()
    assert warned() == ""


def test_nothing_is_offered_where_nothing_is_known(settings: Any, drawn: Callable[..., Layout]) -> None:
    settings.prompt = "something nobody has seen"
    assert drawn().operators == []
    with pytest.raises(RuntimeError, match="Nothing is named whose usual size is known"):
        bpy.ops.rodin_props.take_usual_size()
    assert settings.height_meters == 1.0


def test_a_blockout_decides_the_size_alone(
    settings: Any, drawn: Callable[..., Layout], warned: Callable[..., str]
) -> None:
    settings.prompt, settings.placement = "mug", "BLOCKOUT"
    assert drawn().operators == []
    assert warned() == ""


@pytest.mark.parametrize("source", ["CAMERA", "VIEWS"])
def test_the_subject_of_a_picture_decides_the_size_alone(
    settings: Any, drawn: Callable[..., Layout], warned: Callable[..., str], source: str
) -> None:
    settings.prompt, settings.source, settings.only_selected, settings.placement = "mug", source, True, "SEEN"
    assert drawn().operators == []
    assert warned() == ""
    settings.placement = "CURSOR"
    assert drawn().operators == [TAKE, REFUSE]


def test_without_a_prompt_the_picture_or_the_subject_says_what_it_is(
    settings: Any, drawn: Callable[..., Layout]
) -> None:
    settings.source = "PICTURE"
    settings.pictures.add().filepath = "//office_chair_02.jpg"
    assert drawn().buttons[0] == "Usual for “office chair”: 1.1 m"
    settings.prompt = "a stool"
    assert drawn().buttons[0] == "Usual for “stool”: 0.45 m"
    settings.prompt, settings.source = "", "VIEWS"
    bpy.ops.mesh.primitive_cube_add()
    subject = bpy.context.active_object
    subject.name = "Table.001"
    assert drawn(active_object=subject, selected_objects=[subject]).buttons[0] == "Usual for “table”: 0.75 m"
    assert drawn(active_object=subject, selected_objects=[]).operators == []


def test_the_image_editor_goes_by_the_name_of_its_image(settings: Any, part: Part) -> None:
    settings.source = "TEXT"
    layout = Layout()
    part("ui.layouts.usual_size").draw_usual_size(
        layout, context(active_object=None), part("session.sources").Source.PICTURE, picture_name="vase.png"
    )
    assert layout.buttons[0] == "Usual for “vase”: 0.3 m"
    bpy.ops.rodin_props.take_usual_size(picture_name="vase.png")
    assert settings.height_meters == pytest.approx(0.3)


def test_panel_and_button_show_it(settings: Any, part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODIN_API_KEY", "a-key-that-is-sent-nowhere")
    monkeypatch.setenv("RODIN_BASE_URL", "http://127.0.0.1:9")
    settings.prompt = "mug"
    panel, button = Layout(), Layout()
    part("ui.panels").RODIN_PROPS_PT_generate.draw(SimpleNamespace(layout=panel), context(active_object=None))
    assert TAKE in panel.operators
    part("ui.panels").RODIN_PROPS_PT_button.draw(SimpleNamespace(layout=button), context(active_object=None))
    assert "1 m high is unusual for “mug”" in button.words

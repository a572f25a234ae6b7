# SPDX-License-Identifier: GPL-3.0-or-later
"""A size that was taken says whose it is; of what was refused nothing is said any more."""

from collections.abc import Callable
from typing import Any

import bpy
import pytest
from drawn_words import Layout

TAKE, REFUSE = "rodin_props.take_usual_size", "rodin_props.refuse_usual_size"


@pytest.mark.parametrize("name", ["size", "height_meters", "size_axis"])
def test_what_the_artist_sets_afterwards_is_the_artists_own(
    settings: Any, drawn: Callable[..., Layout], name: str
) -> None:
    settings.prompt = "mug"
    bpy.ops.rodin_props.take_usual_size()
    setattr(settings, name, "LONGEST_SIDE" if name == "size_axis" else 0.12)
    layout = drawn()
    assert (layout.operators, layout.labels) == ([], [])
    assert settings.size_from == ""


def test_a_refused_size_is_not_offered_again_but_for_another_thing(settings: Any, drawn: Callable[..., Layout]) -> None:
    settings.prompt = "a mug"
    assert bpy.ops.rodin_props.refuse_usual_size() == {"FINISHED"}
    assert settings.height_meters == 1.0
    settings.prompt = "two old mugs"
    assert drawn().operators == []
    settings.prompt = "a door"
    assert drawn().operators == [TAKE, REFUSE]


def test_the_size_of_another_thing_is_not_taken_for_the_artists_own(
    settings: Any, drawn: Callable[..., Layout]
) -> None:
    settings.prompt = "stool"
    bpy.ops.rodin_props.take_usual_size()
    settings.prompt = "bench"
    assert drawn().buttons[0].startswith("Usual for “bench”")


@pytest.mark.parametrize("words", [("mug", "chair"), ("马克杯", "椅子", "mug")])
def test_of_all_refused_words_nothing_is_said_any_more(
    settings: Any, drawn: Callable[..., Layout], warned: Callable[..., str], words: tuple[str, ...]
) -> None:
    settings.size = 20.0
    for word in words:
        settings.prompt = word
        assert warned().startswith("20 m high is unusual")
        bpy.ops.rodin_props.refuse_usual_size()
    for word in words:
        settings.prompt = word
        assert (drawn().operators, warned()) == ([], "")
    settings.prompt = "a door"
    assert warned().startswith("20 m high is unusual for “door”")


def test_a_size_that_was_taken_for_another_thing_is_said(
    settings: Any, drawn: Callable[..., Layout], warned: Callable[..., str]
) -> None:
    settings.prompt = "mug"
    bpy.ops.rodin_props.take_usual_size()
    settings.prompt = "a dragon"
    assert (drawn().words, drawn().operators) == ("Usual size of “mug”", [REFUSE])
    assert warned() == "0.1 m is the usual size of “mug”, which is not named here. Check the size."
    settings.prompt = "two coffee mugs"
    assert (drawn().words, drawn().operators, warned()) == ("Usual size of “mug”", [], "")
    settings.prompt = "a door"
    assert drawn().labels == ["Usual size of “mug”"]
    assert drawn().operators == [TAKE, REFUSE]
    assert warned().startswith("0.1 m high is unusual for “door”")


@pytest.mark.parametrize("prompt", ["a dragon", "a door"])
def test_a_size_that_is_kept_for_another_thing_is_the_artists_own(
    settings: Any, drawn: Callable[..., Layout], warned: Callable[..., str], prompt: str
) -> None:
    settings.prompt = "mug"
    bpy.ops.rodin_props.take_usual_size()
    settings.prompt = prompt
    assert bpy.ops.rodin_props.refuse_usual_size() == {"FINISHED"}
    assert settings.height_meters == pytest.approx(0.1)
    assert (drawn().operators, drawn().labels, warned()) == ([], [], "")


def test_a_size_that_comes_from_the_scene_says_nothing_of_one_that_was_taken(
    settings: Any, drawn: Callable[..., Layout], warned: Callable[..., str]
) -> None:
    settings.prompt = "mug"
    bpy.ops.rodin_props.take_usual_size()
    settings.prompt, settings.placement = "a dragon", "BLOCKOUT"
    assert (drawn().labels, warned()) == ([], "")


def test_where_the_size_is_from_is_saved_with_the_file(settings: Any, tmp_path: Any) -> None:
    settings.prompt = "mug"
    bpy.ops.rodin_props.take_usual_size()
    path = f"{tmp_path}/mug.blend"
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.open_mainfile(filepath=path)
    settings = bpy.context.scene.rodin_props
    assert (settings.size_from, settings.height_meters) == ("mug", pytest.approx(0.1))

# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel says how heavy the props of the scene are, and what lighter ones would save; it counts nothing itself."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import light_scene
import pytest
from drawn_words import Layout, context
from light_scene import triangles

Part = Callable[[str], ModuleType]
Show = Callable[..., Any]


@pytest.fixture
def draw(addon: ModuleType, part: Part) -> Callable[[], Layout]:
    """A function that draws the panel, and gives what it shows."""

    def drawn() -> Layout:
        layout = Layout()
        given = context(window_manager=bpy.context.window_manager, mode="OBJECT")
        part("ui.light").RODIN_PROPS_PT_light.draw(SimpleNamespace(layout=layout), given)
        return layout

    return drawn


@pytest.fixture
def tick(part: Part, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A function that looks as the monitor does, some time later."""
    monkeypatch.setattr(part("session.levels.light"), "COUNT_AGAIN_SECONDS", 0.0)

    def look() -> None:
        part("session.watching.tick").tick(bpy.context)

    return look


def test_it_says_what_the_props_take_and_what_they_would_in_full(prop: Any, show: Show, draw: Any, tick: Any) -> None:
    full = triangles(prop.data)
    copy = prop.copy()
    bpy.context.scene.collection.objects.link(copy)
    light_scene.stand(light_scene.shape("No prop", 4000), "No prop")
    assert draw().labels == ["Counting"]
    tick()
    words = draw().words
    assert f"2 props Triangles {2 * full:,} Textures 5 MB" in words
    show("TENTH", prop)
    bpy.context.view_layer.update()
    draw()
    tick()
    words = draw().words
    assert f"{2 * triangles(prop.data):,} of {2 * full:,}" in words


def test_it_says_what_a_switch_by_distance_would_save(prop: Any, draw: Any, tick: Any) -> None:
    full = triangles(prop.data)
    draw()
    tick()
    assert "save" not in draw().words
    data: Any = bpy.data.cameras.new("Camera")
    bpy.context.scene.camera = bpy.data.objects.new("Camera", data)
    bpy.context.scene.collection.objects.link(bpy.context.scene.camera)
    bpy.context.scene.camera.location.z = 60.0
    bpy.context.view_layer.update()
    draw()
    tick()
    assert f"By distance would save {full - round(full / 4):,} triangles and 4 MB." in draw().words


def test_props_in_instanced_collections_count_as_often_as_they_are_instanced(prop: Any, draw: Any, tick: Any) -> None:
    full = triangles(prop.data)
    group = bpy.data.collections.new("Group")
    group.objects.link(prop)
    for _ in range(3):
        instance: Any = bpy.data.objects.new("Instance", None)
        instance.instance_type, instance.instance_collection = "COLLECTION", group
        bpy.context.scene.collection.objects.link(instance)
    draw()
    tick()
    assert f"4 props Triangles {4 * full:,}" in draw().words


def test_a_draw_looks_at_none_of_two_thousand_objects_and_a_change_is_counted_once(
    prop: Any, part: Part, draw: Any, tick: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(1999):
        bpy.context.scene.collection.objects.link(prop.copy())
    bpy.context.view_layer.update()
    draw()
    counted, facts = [], part("session.levels.light_facts")
    count = facts.count
    monkeypatch.setattr(facts, "count", lambda given: counted.append(1) or count(given))
    tick()
    looked_at: list[Any] = []
    for module, name in (("scene.mesh_data", "full_mesh_of"), ("session.levels.scope", "is_prop_or_part")):
        monkeypatch.setattr(part(module), name, looked_at.append)
    monkeypatch.setattr(facts, "full_mesh_of", looked_at.append)
    shown = [draw().words for _ in range(5)]
    assert (set(shown), looked_at, counted) == ({shown[0]}, [], [1])
    assert "2,000 props" in shown[0]
    tick()
    assert counted == [1]


def test_without_the_panel_nothing_is_counted(
    prop: Any, part: Part, tick: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part("session.levels.light_facts"), "count", lambda given: pytest.fail("nobody asked"))
    prop.location.x = 1.0
    bpy.context.view_layer.update()
    tick()


def test_levels_and_sizes_are_those_that_there_are(addon: ModuleType, part: Part) -> None:
    choices, level = part("session.choices"), part("scene.levels.level")
    assert [word for word, _, _ in choices.LEVELS] == [each.value for each in level.Level]
    assert [word for word, _, _ in choices.TEXTURE_SIDES] == ["FULL", *map(str, level.SIDES_PIXELS)]


def test_without_props_it_says_so(addon: ModuleType, draw: Any, tick: Any) -> None:
    draw()
    tick()
    assert draw().labels == ["No props in this scene"]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that wait for jobs are found some at a time, and none is lost while the file changes."""

import itertools
from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]
COUNT = 3500


@pytest.fixture
def found(part: Part) -> Any:
    """What was found in a big file with one placeholder at its end; each look comes three seconds after the last."""
    for number in range(COUNT):
        bpy.context.collection.objects.link(bpy.data.objects.new(f"Thing {number:04}", None))
    mark("Waiting", part)
    seconds = itertools.count(0.0, 3.0)
    objects = part("session.watching.waiting_objects").WaitingObjects(clock=lambda: next(seconds))
    objects.find_all()
    assert objects.places == {"job": ("Waiting",)}
    return objects


def mark(name: str, part: Part) -> bpy.types.Object:
    marked = bpy.data.objects.new(name, None)
    bpy.context.collection.objects.link(marked)
    placement = part("scene.places.placement")
    placement.mark_target(marked, "job", placement.Fit.INSIDE)
    return marked


def looks_until(found: Any, places: dict[str, tuple[str, ...]]) -> int:
    for count in range(1, 20):
        found.find_some()
        if found.places == places:
            return count
    raise AssertionError(found.places)


def test_a_copy_is_found_after_some_looks(found: Any, part: Part) -> None:
    mark("Copy", part)
    assert part("session.watching.waiting_objects").AT_ONCE <= 1000
    assert looks_until(found, {"job": ("Waiting", "Copy")}) == 4


def test_an_object_that_is_gone_is_missed_after_some_looks(found: Any) -> None:
    bpy.data.objects.remove(bpy.data.objects["Waiting"])
    assert looks_until(found, {}) > 2


def test_an_object_that_was_passed_over_is_not_lost(found: Any) -> None:
    for _ in range(3):
        found.find_some()
    for number in range(1500):
        bpy.data.objects.remove(bpy.data.objects[f"Thing {number:04}"])
    for _ in range(10):
        found.find_some()
        assert found.places == {"job": ("Waiting",)}


def test_a_scene_that_was_removed_meanwhile_is_no_obstacle(found: Any, part: Part) -> None:
    scene = bpy.data.scenes.new("Other")
    thing = mark("Over there", part)
    scene.collection.objects.link(thing)
    assert looks_until(found, {"job": ("Over there", "Waiting")})
    for _ in range(4):
        found.find_some()
    bpy.data.scenes.remove(scene)
    bpy.context.collection.objects.unlink(thing)
    assert looks_until(found, {"job": ("Waiting",)})


def test_after_a_round_there_is_a_rest(found: Any, part: Part) -> None:
    seconds = itertools.count(0.0, 0.15)
    objects = part("session.watching.waiting_objects").WaitingObjects(clock=lambda: next(seconds))
    objects.find_all()
    mark("Copy", part)
    for _ in range(12):
        objects.find_some()
    assert objects.places == {"job": ("Waiting",)}
    assert looks_until(objects, {"job": ("Waiting", "Copy")})

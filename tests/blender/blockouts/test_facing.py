# SPDX-License-Identifier: GPL-3.0-or-later
"""The side that a prop's front faces is chosen before it is made: the service is asked for the box as it sees it."""

from collections.abc import Callable
from typing import Any

import bpy
import pytest
from blockout_scene import new_box
from selecting import select

Jobs = Callable[[], tuple[Any, ...]]


@pytest.mark.parametrize(
    ("facing", "asked"), [("FRONT", (100, 50, 25)), ("RIGHT", (25, 50, 100)), ("BACK", (100, 50, 25))]
)
def test_the_service_is_asked_for_the_box_as_the_front_sees_it(
    settings: Any, unwaited: None, jobs: Jobs, facing: str, asked: tuple[int, int, int]
) -> None:
    box = new_box("Chest", size=(4.0, 1.0, 2.0))
    settings.facing = facing
    select(box)
    assert bpy.ops.rodin_props.generate_from_selection() == {"FINISHED"}
    assert (jobs()[0].bbox_condition, jobs()[0].target.facing) == (asked, facing)


def test_what_is_sent_once_more_faces_the_same_side(settings: Any, unwaited: None, jobs: Jobs) -> None:
    settings.placement, settings.facing = "CURSOR", "LEFT"
    bpy.ops.rodin_props.generate_from_text(prompt="a chest")
    settings.facing = "FRONT"
    assert bpy.ops.rodin_props.rerun() == {"FINISHED"}
    assert [job.target.facing for job in jobs()[:2]] == ["LEFT", "LEFT"]
    marks = [each["rodin_props_facing"] for each in bpy.context.scene.objects if "rodin_props_facing" in each]
    assert marks == ["LEFT", "LEFT"]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Boxes that are to become props."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]


@pytest.fixture
def settings(online: Any) -> Any:
    """The scene's settings, for words and blockouts."""
    settings = bpy.context.scene.rodin_props
    settings.source, settings.placement = "TEXT", "BLOCKOUT"
    return settings


@pytest.fixture
def send(online: Any, part: Part, unwaited: None) -> Callable[..., str]:
    """A function that sends a box's job (or a placeholder's) as the buttons do, but does not wait for the prop."""

    def run(box: bpy.types.Object | None = None, prompt: str = "a stool") -> str:
        settings = bpy.context.scene.rodin_props
        settings.source, settings.prompt = "TEXT", prompt
        bpy.context.view_layer.update()
        for each in bpy.context.view_layer.objects:
            each.select_set(each == box)
        if box is not None:
            bpy.ops.rodin_props.generate_from_selection()
        else:
            bpy.ops.rodin_props.generate_from_text(prompt=prompt)
        here = part("session.session").current()
        here.refresh()
        return here.jobs.newest[0].id

    return run


@pytest.fixture
def arrive(look_until_all_ended: Callable[[], None]) -> Callable[[], None]:
    """A function that looks at the jobs until nothing is on its way any more."""

    def run() -> None:
        look_until_all_ended()
        bpy.context.view_layer.update()

    return run


@pytest.fixture
def props_of(part: Part) -> Callable[[str], list[bpy.types.Object]]:
    """A function that gives the props of a job in the open file, by name."""

    def run(job_id: str) -> list[bpy.types.Object]:
        provenance = part("scene.provenance").provenance_of
        found = [each for each in bpy.data.objects if (made := provenance(each)) and made.job_id == job_id]
        return sorted(found, key=lambda each: each.name)

    return run

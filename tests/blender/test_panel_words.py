# SPDX-License-Identifier: GPL-3.0-or-later
"""What the panels say of options and of a job that waits."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context

Part = Callable[[str], ModuleType]


@pytest.fixture
def options_panel(part: Part) -> Callable[..., Layout]:
    """A function that sets some options and draws all of them."""

    def draw(**chosen: Any) -> Layout:
        for name, value in chosen.items():
            setattr(bpy.context.scene.rodin_props, name, value)
        layout = Layout()
        part("ui.panels").RODIN_PROPS_PT_options.draw(SimpleNamespace(layout=layout), context())
        return layout

    return draw


def test_only_what_the_tier_takes_is_shown(options_panel: Callable[..., Layout]) -> None:
    assert "quad_normal" not in options_panel(tier="GEN_2").properties
    assert "quad_normal" in options_panel(tier="GEN_2_5_MEDIUM").properties
    assert "quad_normal" not in options_panel(mesh_mode="RAW").properties
    assert "material" in options_panel(material="HYBRID").properties


def test_high_pack_is_explained_for_the_tier(options_panel: Callable[..., Layout]) -> None:
    assert options_panel(tier="GEN_2").labels == []
    assert "16 times as many faces" in options_panel(addons="HIGH_PACK").words
    words = options_panel(tier="GEN_2_5_HIGH").words
    assert "Textures of 4K instead of 2K; the mesh stays the same." in words


@pytest.mark.parametrize(
    ("state", "queue_length", "text"),
    [
        ("WAITING", None, "Waiting for Rodin"),
        ("WAITING", 0, "Waiting, next in line"),
        ("WAITING", 3, "Waiting, 3 before it"),
        ("WAITING", 1200, "Waiting, 1,200 before it"),
        ("GENERATING", 3, "Generating"),
    ],
)
def test_a_job_that_waits_says_how_many_are_before_it(
    part: Part, state: str, queue_length: int | None, text: str
) -> None:
    job = part("jobs.job").Job(
        account="a",
        base_url="b",
        name="Chair",
        source="TEXT",
        folder=Path("job"),
        created_at=0.0,
        updated_at=0.0,
        state=part("jobs.states").State(state),
        queue_length=queue_length,
    )
    assert part("ui.status").describe(job).text == text


@pytest.mark.parametrize(
    ("placement", "source", "is_asked"),
    [("CURSOR", "CAMERA", True), ("BLOCKOUT", "CAMERA", True), ("SEEN", "CAMERA", False), ("SEEN", "TEXT", True)],
)
def test_which_side_the_front_faces_is_asked_where_no_camera_says_it(
    part: Part, placement: str, source: str, is_asked: bool
) -> None:
    settings, layout = bpy.context.scene.rodin_props, Layout()
    settings.placement = placement
    part("ui.layouts.place").draw_quality(layout, settings, part("session.sources").Source[source])
    assert ("facing" in layout.properties) == is_asked

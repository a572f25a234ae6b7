# SPDX-License-Identifier: GPL-3.0-or-later
"""What the panel says of sizes, drawn."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context

Part = Callable[[str], ModuleType]


@pytest.fixture
def settings(addon: ModuleType) -> Any:
    """The settings of the scene, with a source that says nothing of the size."""
    settings = bpy.context.scene.rodin_props
    settings.source, settings.placement = "TEXT", "CURSOR"
    return settings


@pytest.fixture
def drawn(part: Part) -> Callable[..., Layout]:
    """A function that draws what the panel says below the size."""

    def draw(**changes: Any) -> Layout:
        layout = Layout()
        given = context(**{"active_object": None, **changes})
        source = part("session.sources").Source[given.scene.rodin_props.source]
        part("ui.layouts.usual_size").draw_usual_size(layout, given, source)
        return layout

    return draw


@pytest.fixture
def warned(part: Part) -> Callable[..., str]:
    """A function that gives what the panel warns of."""

    def draw(**changes: Any) -> str:
        layout = Layout()
        given = context(**{"active_object": None, **changes})
        source = part("session.sources").Source[given.scene.rodin_props.source]
        part("ui.layouts.usual_size").draw_size_warning(layout, given, source)
        return layout.words

    return draw

# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: a prop with the light in its picture comes, and the artist looks at it lit by the scene and unlit."""

import sys

import bpy

from .desk import PACKAGE, Desk, Steps
from .variants import make_the_first

LIT, UNLIT = "rodin_props.show_unlit(unlit=False", "rodin_props.show_unlit("
COLUMNS = {LIT: (0.0,), UNLIT: (1.0,)}
"""They stand side by side."""


def compare_lit_and_unlit(desk: Desk) -> Steps:
    """Press both buttons with the mouse, and take the last step back."""
    bpy.context.scene.rodin_props.material = "SHADED"
    yield from make_the_first(desk)
    desk.sidebar.area.spaces.active.shading.color_type = "TEXTURE"
    yield 1.0
    desk.screenshot("2-in-solid-mode")
    seen = [unlit()]
    for button, picture in ((UNLIT, "3-unlit"), (LIT, "4-lit-again"), (UNLIT, "5-unlit-again")):
        yield from desk.sidebar.press(button, columns=COLUMNS[button])
        yield 0.5
        desk.screenshot(picture)
        seen.append(unlit())
    yield from desk.to_viewport()
    yield from desk.hands.press("Z", "ctrl")
    yield 1.0
    desk.screenshot("6-undone")
    desk.facts["unlit"] = [*seen, unlit()]


def unlit() -> bool:
    """Whether all materials of the active prop are shown as the service made them."""
    shaded = sys.modules[f"{PACKAGE}.scene.shaded"]
    materials = shaded.shaded_materials(bpy.context.active_object)
    assert materials
    return all(map(shaded.is_unlit, materials))

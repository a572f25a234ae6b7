# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: an artist with a saved key, everything that the add-on shows on the screen, and things that go wrong."""

import functools
import json
import logging
import sys
from pathlib import Path
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps
from .working_day import TAB


def show_everything(desk: Desk) -> Steps:
    """Type in the key, generate, draw every panel, save in every way, and wait to be ended.

    Arguments: `key_file`, `prompts`.
    """
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, force=True)
    logging.getLogger(PACKAGE).setLevel(logging.DEBUG)
    drawn: set[str] = set()
    watch_panels(drawn)
    preferences = bpy.context.preferences.addons[PACKAGE].preferences
    preferences.api_key = Path(desk.arguments["key_file"]).read_text("utf-8")
    preferences.requests_per_minute = 6000
    yield from desk.sidebar.open(TAB)
    window = bpy.context.window or bpy.context.window_manager.windows[0]
    for prompt in desk.arguments["prompts"]:
        with bpy.context.temp_override(window=window):
            bpy.ops.rodin_props.generate_from_text(prompt=prompt)
        yield None
    desk.save_as("while-running.blend")
    yield from desk.wait_until(lambda: not any(job.active for job in desk.jobs()), what="all ends", seconds=90)
    yield from desk.wait_until(lambda: not any(job.state.name == "READY" for job in desk.jobs()), what="all landings")
    prop = next(prop for job in desk.jobs() if (prop := desk.prop_of(job.id)))
    bpy.context.scene.view_layers[0].objects.active = prop
    yield 1.0
    desk.screenshot("panels")
    with bpy.context.temp_override(window=window, area=desk.sidebar.area, region=desk.sidebar.region):
        bpy.ops.wm.call_panel("INVOKE_DEFAULT", name="RODIN_PROPS_PT_presets")
    yield 0.5
    desk.screenshot("presets")
    with bpy.context.temp_override(window=window):
        bpy.ops.preferences.addon_show(module=PACKAGE)
    yield 1.5
    desk.screenshot("preferences")
    desk.facts |= {"drawn": sorted(drawn), "panels": sorted(kind.__name__ for kind in panels())}
    desk.facts["states"] = {job.prompt: job.state.name for job in desk.jobs()}
    bpy.ops.wm.save_userpref()
    bpy.ops.wm.save_as_mainfile("EXEC_DEFAULT", filepath=str(desk.work / "plain.blend"), compress=False)
    bpy.ops.wm.save_as_mainfile("EXEC_DEFAULT", filepath=str(desk.work / "packed.blend"), compress=True)
    (desk.work / "facts.json").write_text(json.dumps(desk.facts))
    while True:
        yield None


def panels() -> list[Any]:
    """The add-on's panels in the 3D viewport."""
    return [kind for kind in bpy.types.Panel.__subclasses__() if kind.__name__.startswith("RODIN_PROPS_PT_")]


def watch_panels(drawn: set[str]) -> None:
    """Note what is drawn, and let no panel be closed at first."""
    package = sys.modules[f"{PACKAGE}.ui.preferences"]
    for kind in (*panels(), package.RodinPropsPreferences):
        kind.draw = noting(kind.draw, kind.__name__, drawn)
    for kind in panels():
        if "DEFAULT_CLOSED" in getattr(kind, "bl_options", ()):
            bpy.utils.unregister_class(kind)
            kind.bl_options = kind.bl_options - {"DEFAULT_CLOSED"}
            bpy.utils.register_class(kind)


def noting(draw: Any, name: str, drawn: set[str]) -> Any:
    """The same, but noted."""

    @functools.wraps(draw)
    def draw_and_note(self: Any, context: Any) -> None:
        drawn.add(name)
        draw(self, context)

    return draw_and_note

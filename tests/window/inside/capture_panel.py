# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: what the panel says of pictures, and scenes whose render engine an add-on brings."""

import importlib
import sys
from pathlib import Path

import bpy
from engine_source import ENGINE

from .captures import begin, heavy, until_over
from .desk import PACKAGE, Desk, Steps


def panel(desk: Desk) -> Steps:
    """The panel of a scene that takes long to copy, and the list after another file was opened meanwhile."""
    heavy(desk)
    desk.save_as("other.blend")
    desk.save_as("layout.blend")
    copy_time = importlib.import_module(f"{PACKAGE}.session.making.copy_time")
    copy_time._known.bytes_per_second = 200.0  # as if the cube were a city
    yield from desk.sidebar.open("Rodin Props")
    yield 0.5
    desk.screenshot("1-long")
    button = yield from desk.sidebar.press("rodin_props.generate_from_camera(")
    yield 1.0
    desk.facts["button"] = button is None
    desk.screenshot("2-taking")
    bpy.ops.wm.open_mainfile(filepath=str(desk.work / "other.blend"))
    yield 0.5
    yield from desk.sidebar.open("Rodin Props")
    yield 1.0
    desk.screenshot("3-closed")
    pending_pictures = sys.modules[f"{PACKAGE}.session.session"].current().pending
    desk.facts["sentences"] = [pending.error for pending in pending_pictures.values()]


def engine_of_an_add_on(desk: Desk) -> Steps:
    """The scene's engine comes from an add-on of the artist's scripts folder: with it, and after it has gone."""
    add_on = Path(bpy.utils.user_resource("SCRIPTS", path="addons", create=True), "paint_engine.py")
    add_on.write_text(ENGINE)
    bpy.utils.refresh_script_paths()
    bpy.ops.preferences.addon_enable(module="paint_engine")
    desk.set_scene()
    scene = bpy.context.scene
    scene.render.engine, scene.paint_settings.level = "RODIN_PROPS_TEST_PAINT", 1.0
    scene.view_settings.view_transform = "Standard"
    yield 0.3
    for name in ("there", "gone"):
        capture = begin(desk, name, max_side_pixels=64)
        state, _, _ = yield from until_over(capture)
        capture.cleanup()
        desk.facts[name] = [state, capture.failure_sentence]
        add_on.unlink(missing_ok=True)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: a key and a prompt that are refused, and the buttons that help."""

import sys

import bpy

from .desk import PACKAGE, Desk, Steps
from .preferences_page import PreferencesPage
from .working_day import TAB


def refused_key(desk: Desk) -> Steps:
    """A key that the service refuses: it is said at the Generate button, with buttons that help."""
    bpy.context.scene.rodin_props.source = "TEXT"
    bpy.context.scene.rodin_props.prompt = "a velvet sofa"
    bpy.data.objects.remove(bpy.data.objects["Cube"])  # no panel of a mesh above the list
    page = PreferencesPage(desk.hands)
    yield from page.show_ours()
    yield from page.press_test_key()
    look = sys.modules[f"{PACKAGE}.session.watching.look"]

    def is_refused() -> bool:
        account = look.facts().account
        return account is not None and account.is_key_refused

    yield from desk.wait_until(is_refused, what="the answer", seconds=60)
    yield 1.0
    desk.screenshot("1-refused-in-preferences")
    yield from page.leave()
    yield from desk.sidebar.open(TAB)
    yield 1.0
    desk.screenshot("2-refused")
    yield from desk.sidebar.press("rodin_props.copy_details(")
    yield 0.5
    desk.facts["copied"] = bpy.context.window_manager.clipboard
    windows = len(bpy.context.window_manager.windows)
    yield from desk.sidebar.press("rodin_props.show_preferences(")
    yield 1.5
    desk.screenshot("3-preferences")
    desk.facts["windows_more"] = len(bpy.context.window_manager.windows) - windows
    desk.facts["section"] = bpy.context.preferences.active_section


def refused_content(desk: Desk) -> Steps:
    """Rodin refuses what was asked for, the artist has changed the panel since, and takes the settings back."""
    settings = bpy.context.scene.rodin_props
    settings.source, settings.prompt, settings.tier = "TEXT", "a velvet sofa", "GEN_2_5_LOW"
    bpy.data.objects.remove(bpy.data.objects["Cube"])  # no panel of a mesh above the list
    yield from desk.sidebar.open(TAB)
    desk.call_service(faults={"submit.content_violation": 1})
    yield from desk.sidebar.press("rodin_props.generate_from_text(")
    job = yield from desk.new_job(())
    yield from desk.until_state(job.id, "FAILED", seconds=90)
    settings.prompt, settings.tier = "something else", "GEN_2"
    with bpy.context.temp_override(window=bpy.context.window):
        bpy.ops.ed.undo_push(message="Something Else")
    yield 1.0
    desk.screenshot("1-refused")
    yield from desk.sidebar.press("rodin_props.use_settings(")
    yield 1.0
    desk.screenshot("2-back-in-the-panel")
    desk.facts["settings"] = [settings.prompt, settings.tier]
    with bpy.context.temp_override(window=bpy.context.window):
        bpy.ops.ed.undo()
    yield 1.0
    settings = bpy.context.scene.rodin_props
    desk.facts["undone"] = [settings.prompt, settings.tier]

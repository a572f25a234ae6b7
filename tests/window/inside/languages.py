# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: Blender's language is changed while it runs."""

import sys

import bpy

from .desk import PACKAGE, Desk, Steps
from .status_bar import begin
from .working_day import TAB


def switched(desk: Desk) -> Steps:
    """Let Blender speak Chinese, Japanese and English again, and find an action by its words in each."""
    view = bpy.context.preferences.view
    view.use_translate_interface = view.use_translate_tooltips = True
    settings = bpy.context.scene.rodin_props
    settings.source, settings.prompt = "TEXT", "a coffee mug"
    yield from begin(desk, 2)
    yield from desk.sidebar.open(TAB)
    yield from speak(desk, "zh_HANS")
    desk.screenshot("1-chinese")
    yield from find(desk, "zh_HANS")
    yield from speak(desk, "ja_JP")
    desk.screenshot("2-japanese")
    yield from find(desk, "ja_JP")
    yield from speak(desk, "en_US")
    desk.screenshot("3-english")
    yield from find(desk, "en_US")


def speak(desk: Desk, language: str) -> Steps:
    """Choose a language, as in Preferences, Interface."""
    bpy.context.preferences.view.language = language
    yield 1.5
    status = sys.modules[f"{PACKAGE}.session.watching.shown"].status_words()
    desk.facts[f"said_{language}"] = bpy.app.translations.pgettext_iface("Copy Details"), status


def find(desk: Desk, language: str) -> Steps:
    """F3, and the words that stand on the button in that language."""
    manager = bpy.context.window_manager
    manager.clipboard = ""
    yield from desk.to_viewport()
    yield from desk.hands.run_from_search(bpy.app.translations.pgettext_iface("Copy Details"))
    yield 0.7
    desk.facts[f"found_{language}"] = manager.clipboard.partition(" ")[0]

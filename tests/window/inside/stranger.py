# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: somebody who has the zip and the README, and no more."""

import importlib
import time
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps
from .long_job import choose_text, write_prompt
from .preferences_page import PreferencesPage
from .working_day import TAB


class Watch:
    """Notes after how many seconds each step was done."""

    def __init__(self, desk: Desk) -> None:
        self._started_at = time.monotonic()
        self._seconds: dict[str, float] = desk.facts.setdefault("seconds", {})

    def note(self, step: str) -> None:
        """A step is done."""
        self._seconds[step] = round(time.monotonic() - self._started_at, 1)


def from_zip_to_prop(desk: Desk) -> Steps:
    """Install the zip, type the key, make a stool: the steps of the README.

    Arguments: `archive`, `key`, `prompt`.
    """
    yield from desk.hands.press("ESC")
    desk.facts["before"] = PACKAGE in bpy.context.preferences.addons
    watch, page = Watch(desk), PreferencesPage(desk.hands)
    yield from install(desk, page)
    watch.note("installed")
    yield from give_key(desk, page)
    watch.note("key")
    yield from page.leave()
    yield from make_prop(desk, watch)


def install(desk: Desk, page: PreferencesPage) -> Steps:
    """Install from Disk, and Allow Online Access."""
    yield from page.show("EXTENSIONS")
    desk.screenshot("1-get-extensions")
    with bpy.context.temp_override(window=bpy.context.window, area=page.area):
        bpy.ops.extensions.package_install_files(
            filepath=desk.arguments["archive"], repo="user_default", enable_on_install=True
        )
    yield from desk.wait_until(lambda: PACKAGE in bpy.context.preferences.addons, what="the installed extension")
    yield 1.0
    desk.screenshot("2-installed")
    yield from page.show("SYSTEM")
    bpy.context.preferences.system.use_online_access = True
    yield 0.5
    desk.screenshot("3-online-access")


def give_key(desk: Desk, page: PreferencesPage) -> Steps:
    """Type the key and press Test Key."""
    look = importlib.import_module(f"{PACKAGE}.session.watching.look")
    yield from page.show_ours()
    desk.screenshot("4-preferences")
    yield from page.type_key(desk.arguments["key"])
    yield from page.press("rodin_props.test_key(", columns=(0.25, 0.1, 0.4))

    def account() -> Any:
        found = look.facts().account
        return found if found is not None and not found.requested else None

    found = yield from desk.wait_until(account, what="the answer to Test Key")
    desk.facts["key_error"] = found.error
    yield 1.0
    desk.screenshot("5-key-tested")


def make_prop(desk: Desk, watch: Watch) -> Steps:
    """Open the tab, choose Text, write, press Generate, wait."""
    yield from desk.to_viewport()
    yield from desk.hands.press("N")
    yield from desk.sidebar.open(TAB)
    desk.screenshot("6-panel")
    yield from choose_text(desk)
    yield from write_prompt(desk, desk.arguments["prompt"])
    yield 0.5
    desk.screenshot("7-prompt")
    yield from desk.sidebar.press("rodin_props.generate_from_text(")
    watch.note("pressed")
    job = yield from desk.new_job(())
    yield from desk.until_generating(job.id)
    yield 0.5
    desk.screenshot("8-on-its-way")
    watch.note("generating")
    desk.let_jobs_end()  # what Rodin itself takes is not measured here
    yield from desk.until_state(job.id, "IMPORTED", seconds=120)
    watch.note("prop")
    prop = yield from desk.wait_until(lambda: desk.prop_of(job.id), what="the prop")
    desk.facts |= {"prompt": job.prompt, "prop": prop.type, "online": bpy.app.online_access}
    yield 1.0
    desk.screenshot("9-prop")

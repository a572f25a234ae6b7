# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: somebody who has the zip and the README, and no more."""

import importlib
import time
from itertools import product
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps
from .file_browser import FileBrowser
from .long_job import choose_text, write_prompt
from .popup import Popup
from .preferences_page import PreferencesPage
from .working_day import TAB


class Watch:
    """Notes after how many seconds each step was done, and how many of them went by while buttons were looked for."""

    def __init__(self, desk: Desk) -> None:
        self._started_at = time.monotonic()
        self._hands = desk.hands
        self._seconds: dict[str, float] = desk.facts.setdefault("seconds", {})
        self._searching: dict[str, float] = desk.facts.setdefault("of_these_searching", {})

    def note(self, step: str) -> None:
        """A step is done."""
        self._seconds[step] = round(time.monotonic() - self._started_at, 1)
        self._searching[step] = round(self._hands.searching_seconds, 1)


def from_zip_to_prop(desk: Desk) -> Steps:
    """Install the zip, type the key, make a stool: the steps of the README.

    Arguments: `archive`, `key`, `prompt`.
    """
    yield from desk.hands.press("ESC")
    desk.facts["blender"] = bpy.app.version_string
    desk.facts["before"] = PACKAGE in bpy.context.preferences.addons
    watch, page = Watch(desk), PreferencesPage(desk.hands)
    yield from install(desk, page)
    watch.note("installed")
    yield from allow_online_access(desk, page)
    watch.note("online")
    yield from give_key(desk, page)
    watch.note("key")
    yield from page.leave()
    yield from make_prop(desk, watch)


def install(desk: Desk, page: PreferencesPage) -> Steps:
    """Install from Disk."""
    yield from page.show("EXTENSIONS")
    desk.screenshot("01-get-extensions")
    yield from choose_from_disk(desk, page)
    yield from desk.wait_until(lambda: PACKAGE in bpy.context.preferences.addons, what="the installed extension")
    yield 1.0
    desk.screenshot("03-installed")


def allow_online_access(desk: Desk, page: PreferencesPage) -> Steps:
    """Tick it on the page System."""
    yield from page.show("SYSTEM")
    yield from page.tick("use_online_access")
    desk.facts["ticked"] = bpy.context.preferences.system.use_online_access
    desk.screenshot("04-online-access")


def choose_from_disk(desk: Desk, page: PreferencesPage) -> Steps:
    """Press the arrow at the top right, choose the last entry, Install from Disk…, and the zip in the file browser."""
    yield from open_arrow(desk, page)
    desk.screenshot("02-menu")
    yield from desk.hands.press("UP_ARROW")
    yield from desk.hands.press("RET")
    browser = FileBrowser(desk)
    desk.facts["file_is_for"] = yield from browser.until_open()
    yield from browser.choose(desk.arguments["archive"], picture="02-file-browser")


def open_arrow(desk: Desk, page: PreferencesPage) -> Steps:
    """Click on the first thing from the right that opens the menu with Install from Disk….

    :raises LookupError: nothing does.
    """
    menu, region = Popup(desk.hands, bpy.types.USERPREF_MT_extensions_settings), page.region
    for left, down in product(range(16, 80, 8), (14, 22, 30)):
        yield from desk.hands.move(region.x + region.width - left, region.y + region.height - down)
        yield 0.1
        yield from desk.hands.click()
        yield 0.5
        if menu.editors:
            return
    raise LookupError("no arrow at the top right")


def give_key(desk: Desk, page: PreferencesPage) -> Steps:
    """Type the key and press Test Key."""
    look = importlib.import_module(f"{PACKAGE}.session.watching.look")
    yield from page.show_ours()
    desk.screenshot("05-preferences")
    yield from page.type_key(desk.arguments["key"])
    yield from page.press_test_key()

    def account() -> Any:
        found = look.facts().account
        return found if found is not None and not found.requested else None

    found = yield from desk.wait_until(account, what="the answer to Test Key")
    desk.facts["key_error"] = found.error
    yield 1.0
    desk.screenshot("06-key-tested")


def make_prop(desk: Desk, watch: Watch) -> Steps:
    """Delete the cube, open the tab, choose Text, write, take the usual size, press Generate, wait."""
    yield from desk.to_viewport()
    yield from desk.hands.press("DEL")  # the stool will stand where it is
    yield from desk.hands.press("N")
    yield from desk.sidebar.open(TAB)
    desk.screenshot("07-panel")
    yield from desk.sidebar.press("rodin_props.acknowledge(")
    yield from choose_text(desk)
    yield from write_prompt(desk, desk.arguments["prompt"])
    yield from desk.sidebar.press("rodin_props.take_usual_size(")
    yield 0.5
    desk.screenshot("08-prompt")
    yield from desk.sidebar.press("rodin_props.generate_from_text(")
    watch.note("pressed")
    job = yield from desk.new_job(())
    yield from desk.until_generating(job.id)
    yield 0.5
    desk.screenshot("09-on-its-way")
    watch.note("generating")
    desk.let_jobs_end()  # what Rodin itself takes is not measured here
    yield from desk.until_state(job.id, "IMPORTED", seconds=120)
    watch.note("prop")
    prop = yield from desk.wait_until(lambda: desk.prop_of(job.id), what="the prop")
    desk.facts |= {"prompt": job.prompt, "prop": prop.type, "online": bpy.app.online_access}
    desk.facts["things"] = [thing.name for thing in bpy.context.scene.objects if thing.type == "MESH"]
    desk.facts["height_meters"] = prop.dimensions.z
    yield 1.0
    desk.screenshot("10-prop")

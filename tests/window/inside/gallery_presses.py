# SPDX-License-Identifier: GPL-3.0-or-later
"""What is pressed in the gallery: the cross of the filters, a name, an arrow, an entry of a menu, and Write Report."""

import sys
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps
from .file_browser import FileBrowser
from .popup import Popup

CROSS, FAILED = "rodin_props.filter_gallery(by='ALL'", 'value="FAILED"'
NEXT_PAGE = "rodin_props.turn_page("
REPORT = "rodin_props.write_report("
RIGHT_COLUMNS = (1.0, 0.97, 0.94)
NAME_COLUMNS = (0.28, 0.3)
ENTRY_COLUMNS = (0.5,)


def press_list(desk: Desk) -> Steps:
    """Let all through again, open a job and close it, and turn to the next page, which is below the first."""
    yield from desk.sidebar.press(CROSS, columns=RIGHT_COLUMNS)
    yield from desk.wait_until(lambda: page().found.count == desk.facts["jobs"], what="all jobs")
    desk.facts["after the cross"] = page().found.count
    third = page().jobs[2].id
    for picture in ("pressed-opened", "pressed-closed"):
        yield from press_name(desk, third)
        desk.facts.setdefault("opened", []).append(gallery().opened == third)
        desk.screenshot(picture)
    last = page().last
    yield from desk.sidebar.scroll_down(60)
    yield from desk.sidebar.press(NEXT_PAGE, columns=RIGHT_COLUMNS)
    yield from desk.wait_until(lambda: page().number == 1, what="the second page")
    yield 1.0
    desk.screenshot("pressed-next-page")
    desk.facts["goes on"] = page().first - last


def press_name(desk: Desk, job_id: str) -> Steps:
    """Press the name of a job in the list, and wait until another one is open or none is."""
    was_open = gallery().opened
    yield from desk.sidebar.press(f'rodin_props.open_job(job="{job_id}"', columns=NAME_COLUMNS)
    yield from desk.wait_until(lambda: gallery().opened != was_open, what="another job opened", seconds=20)
    yield 0.5


def press_menus(desk: Desk) -> Steps:
    """Choose what failed in the menu of states, and write a report on it, which opens no folder."""
    yield from press_entry(desk, "RODIN_PROPS_MT_gallery_group", FAILED)
    yield from desk.wait_until(lambda: page().found.count < desk.facts["jobs"], what="those that failed")
    desk.facts["failed"] = page().found.count
    yield from press_entry(desk, "RODIN_PROPS_MT_gallery", REPORT)
    browser = FileBrowser(desk)
    desk.facts["file_is_for"] = yield from browser.until_open()
    yield from browser.untick("open_folder")
    report = desk.work / "what failed.html"
    yield from browser.choose(str(report), picture="file-browser")
    yield from desk.wait_until(report.is_file, what="the report")
    yield 1.0
    desk.screenshot("report-written")


def press_entry(desk: Desk, name: str, entry: str) -> Steps:
    """Open a menu over the viewport and press one of its entries with the mouse."""
    menu = Popup(desk.hands, getattr(bpy.types, name))
    yield from desk.to_viewport()
    with bpy.context.temp_override(window=bpy.context.window, area=desk.sidebar.area, region=desk.sidebar.region):
        bpy.ops.wm.call_menu(name=name)
    yield from desk.wait_until(lambda: menu.is_open, what="the menu", seconds=10)
    yield 0.5
    yield from menu.press(entry, columns=ENTRY_COLUMNS)
    yield 0.5


def gallery() -> Any:
    """The gallery of the add-on."""
    return sys.modules[f"{PACKAGE}.session.gallery.current"].gallery()


def page() -> Any:
    """What it shows."""
    return gallery().shown()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: buttons that no other one needs, pressed in the list of jobs, beside pictures, and from the search."""

import sys

import bpy

from .desk import PACKAGE, Desk, Steps
from .file_browser import FileBrowser
from .working_day import TAB

GENERATE = "rodin_props.generate_from_text("
END_OF_ROW = (1.0, 0.95, 0.9)
SEARCHED = (
    "List Selected Blockouts",
    "Empty the Set of Blockouts",
    "Repeat Last Generation",
    "Add Blender Image",
    "Import Selected Props",
    "Keep Selected Props",
    "Choose Library",
    "Place Prop",
    "Generate Props from Silhouettes",
    "Select All Found",
)
"""What is searched for while a prop is selected in the scene and its job in the gallery."""


def list_of_jobs(desk: Desk) -> Steps:
    """Have a job fail, send it again, cancel it, resume it, have it land, import it again, remove it from the list."""
    bpy.data.objects.remove(bpy.data.objects["Cube"])  # no panel of a mesh above the list
    settings = bpy.context.scene.rodin_props
    settings.source, settings.prompt = "TEXT", "a wooden stool"
    yield from desk.sidebar.open(TAB)
    desk.call_service(faults={"submit.api_no_funds": 1})
    yield from desk.sidebar.press(GENERATE)
    job = yield from desk.new_job(())
    yield from desk.until_state(job.id, "FAILED", seconds=90)
    yield 1.0
    desk.screenshot("1-failed")
    yield from desk.sidebar.press("rodin_props.retry_job(")
    yield from desk.wait_until(lambda: any(each.active for each in desk.jobs()), what="the job again")
    again = next(each for each in desk.jobs() if each.active)
    yield from desk.until_generating(again.id)
    yield from desk.sidebar.press(f'cancel_job(job="{again.id}")', columns=END_OF_ROW)
    yield from desk.until_state(again.id, "CANCELLED")
    yield 1.0
    desk.screenshot("2-cancelled")
    yield from desk.sidebar.press("rodin_props.resume_job(")
    yield from desk.until_state(again.id, "WAITING", "GENERATING", seconds=90)
    while desk.job(again.id).state.name != "IMPORTED":
        desk.let_jobs_end()
        yield 1.0
    yield 1.0
    desk.screenshot("3-landed")
    before = len(bpy.data.objects)
    yield from desk.sidebar.press("rodin_props.import_job(", columns=(0.9, 0.85, 0.8, 0.95))
    yield 1.5
    desk.facts["imported_again"] = len(bpy.data.objects) - before
    known = len(desk.jobs())
    yield from desk.sidebar.press("rodin_props.remove_job(", columns=END_OF_ROW)
    yield 2.0
    desk.facts["removed"] = known - len(desk.jobs())
    desk.screenshot("4-removed")


def list_of_pictures(desk: Desk) -> Steps:
    """Add two pictures, move the second up, remove one."""
    settings = bpy.context.scene.rodin_props
    settings.source = "PICTURE"
    yield from desk.sidebar.open(TAB)
    for name in desk.arguments["names"]:
        yield from add_picture(desk, name)
    desk.facts["added"] = [each.filepath for each in settings.pictures]
    yield 2.0
    desk.screenshot("1-two-pictures")
    yield from desk.sidebar.press("rodin_props.move_picture(", columns=(1.0, 0.92, 0.85))
    yield 1.0
    desk.facts["moved"] = [each.filepath.rpartition("/")[2] for each in settings.pictures]
    yield from desk.sidebar.press("rodin_props.remove_picture(", columns=(1.0, 0.92, 0.85))
    yield 1.0
    desk.facts["left"] = len(settings.pictures)
    desk.screenshot("2-one-left")


def add_picture(desk: Desk, name: str) -> Steps:
    """Press the button that chooses a picture, and choose it in the file browser."""
    pictures = bpy.context.scene.rodin_props.pictures
    known, browser = len(pictures), FileBrowser(desk)
    yield from desk.sidebar.press("rodin_props.add_pictures(")
    desk.facts["file_is_for"] = yield from browser.until_open()
    yield from browser.choose(str(desk.work / name), picture=f"0-file-browser-{known + 1}")
    yield from desk.wait_until(lambda: len(pictures) > known, what="the picture", seconds=20)


def from_search(desk: Desk) -> Steps:
    """Have a prop, select it in the scene and in the gallery, and run one action after the other from the search."""
    with bpy.context.temp_override(window=bpy.context.window):
        bpy.ops.rodin_props.generate_from_text(prompt="a wooden stool")
    job = yield from desk.new_job(())
    yield from desk.until_generating(job.id)
    desk.let_jobs_end()
    yield from desk.until_state(job.id, "IMPORTED", seconds=120)
    bpy.data.objects["Cube"].select_set(True)
    gallery = sys.modules[f"{PACKAGE}.session.gallery.current"].gallery()
    for words in SEARCHED:
        look = sys.modules[f"{PACKAGE}.session.watching.look"]
        look.gallery_page()
        look.look(bpy.context)
        gallery.select([job.id])
        yield from desk.to_viewport()
        yield from desk.hands.run_from_search(words)
        yield 1.0
        desk.screenshot(words.replace(" ", "-").lower())
        for _ in range(2):
            yield from desk.hands.press("ESC")
            yield 0.3

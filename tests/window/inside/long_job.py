# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: while one job takes its time, others are searched for, cancelled and refused, and Blender autosaves."""

import time
from pathlib import Path

import bpy

from .desk import Desk, Steps
from .working_day import TAB, save_with_keys

TEXT_BUTTON = "rodin_props.generate_from_text("
JOB_BUTTONS = (1.0,)
"""The column of the sidebar in which the jobs have their buttons."""
MONITOR = "RODIN_PROPS_OT_monitor"


def long_job(desk: Desk) -> Steps:
    """Generate from F3, cancel another, see a third refused, autosave, visit another file, come back to the prop."""
    autosaves = desk.work / "autosave"
    autosaves.mkdir()
    bpy.context.preferences.filepaths.temporary_directory = str(autosaves)
    bpy.context.preferences.filepaths.auto_save_time = 1
    desk.set_scene()
    desk.save_as("other.blend")
    desk.save_as("layout.blend")
    yield from desk.sidebar.open(TAB)
    yield from choose_text(desk)
    yield from write_prompt(desk, "wooden chair")
    chair = yield from generate_from_search(desk)
    yield from cancel_with_button(desk)
    yield from refused_with_words(desk)
    yield from autosave_meanwhile(desk, chair.id, autosaves)
    yield from save_with_keys(desk)
    yield from visit_other_file(desk, chair.id)


def choose_text(desk: Desk) -> Steps:
    """Press the part of the switch that says Text: the last of its second row."""
    settings = bpy.context.scene.rodin_props
    first_row = yield from desk.sidebar.find("rodin_props.source", columns=(0.95,))
    for below_pixels in (20, 26, 32):
        yield from desk.hands.glide(first_row.x, first_row.y - below_pixels)
        yield from desk.hands.click()
        yield 0.1
        if settings.source == "TEXT":
            return
    raise AssertionError(f"the source is {settings.source}")


def write_prompt(desk: Desk, words: str) -> Steps:
    """Click into the prompt, replace what is there, press Enter."""
    yield from desk.sidebar.find("rodin_props.prompt")
    yield from desk.hands.click()
    yield 0.1
    yield from desk.hands.press("A", "ctrl")
    yield from desk.hands.write(words)
    yield from desk.hands.press("RET")
    yield 0.1
    assert bpy.context.scene.rodin_props.prompt == words, bpy.context.scene.rodin_props.prompt


def generate_from_search(desk: Desk) -> Steps:
    """F3, type the operator's name, Enter; the dialog has the prompt; Enter again."""
    known = desk.jobs()
    yield from desk.to_viewport()
    yield from desk.hands.run_from_search("generate prop from text")
    yield 0.3
    desk.screenshot("1-search-dialog")
    yield from desk.hands.press("RET")
    chair = yield from desk.new_job(known, seconds=40)
    yield from desk.until_state(chair.id, "GENERATING", "WAITING")
    desk.facts["prompt"] = chair.prompt
    return chair


def cancel_with_button(desk: Desk) -> Steps:
    """Press Generate, then the job's X."""
    known = desk.jobs()
    yield from desk.sidebar.press(TEXT_BUTTON)
    job = yield from desk.new_job(known, seconds=40)
    yield from desk.sidebar.press(f'cancel_job(job="{job.id}")', columns=JOB_BUTTONS)
    yield from desk.until_state(job.id, "CANCELLED", seconds=40)
    yield 2.5
    desk.screenshot("2-cancelled")
    desk.facts["cancelled_stays"] = desk.job(job.id).state.name
    desk.facts["cancelled_prop"] = desk.prop_of(job.id) is not None


def refused_with_words(desk: Desk) -> Steps:
    """Without credits the job fails with a sentence and a button."""
    known = desk.jobs()
    desk.call_service(faults={"submit.api_no_funds": 1})
    yield from desk.sidebar.press(TEXT_BUTTON)
    job = yield from desk.new_job(known, seconds=40)
    yield from desk.until_state(job.id, "FAILED", seconds=60)
    yield 1.0
    desk.screenshot("3-failed")
    desk.facts["refused"] = {"error": desk.job(job.id).error, "code": desk.job(job.id).error_code}


def autosave_meanwhile(desk: Desk, job_id: str, autosaves: Path) -> Steps:
    """Leave the hands off until Blender has autosaved; the job must be running then, and the monitor with it."""
    watched = {True: 0, False: 0}

    def autosaved() -> bool:
        modal = any(MONITOR in window.modal_operators for window in bpy.context.window_manager.windows)
        watched[modal] += 1
        return any(autosaves.glob("*.blend"))

    started_at = time.monotonic()
    desk.say("hands off until the autosave")
    yield from desk.wait_until(autosaved, what="an autosave during the job", seconds=75)
    desk.facts["autosave_seconds"] = round(time.monotonic() - started_at, 1)
    desk.facts["state_at_autosave"] = desk.job(job_id).state.name
    desk.facts["monitor_share"] = round(watched[True] / sum(watched.values()), 2)


def visit_other_file(desk: Desk, job_id: str) -> Steps:
    """Open another file from the list of recent ones, let the job end there, come back: the prop lands at home only."""
    yield from open_recent(desk, "other.blend")
    desk.let_jobs_end()
    yield from desk.until_state(job_id, "READY")
    yield 2.0
    desk.facts["objects_elsewhere"] = sorted(thing.name for thing in bpy.context.scene.objects)
    yield from open_recent(desk, "layout.blend")
    yield from desk.wait_until(lambda: desk.prop_of(job_id), what="the prop, back in its file")
    yield from desk.until_state(job_id, "IMPORTED", seconds=30)
    yield 0.5
    desk.screenshot("4-back-home")
    desk.facts["placeholder_left"] = desk.placeholder_of(job_id) is not None


def open_recent(desk: Desk, name: str) -> Steps:
    """Ctrl+Shift+O lists the files that were open last; the wanted one is the second."""
    yield from desk.to_viewport()
    yield from desk.hands.press("O", "ctrl", "shift")
    yield 0.4
    yield from desk.hands.press("TWO")
    yield from desk.wait_until(lambda: Path(bpy.data.filepath).name == name, what=f"{name} open")
    yield 0.5

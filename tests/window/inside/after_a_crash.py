# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: Blender is killed while a paid job runs; the next one finds the job's place in the saved file."""

from .desk import Desk, Steps
from .working_day import CAMERA_BUTTON, TAB, save_with_keys


def generate_and_save(desk: Desk) -> Steps:
    """Press the button, save as soon as the job has been sent, and go on for ever: the test kills this Blender."""
    desk.set_scene()
    desk.save_as("layout.blend")
    yield from desk.sidebar.open(TAB)
    yield from desk.sidebar.press(CAMERA_BUTTON)
    job = yield from desk.new_job(())
    yield from desk.until_state(job.id, "WAITING", "GENERATING")
    yield from save_with_keys(desk)
    (desk.work / "saved").touch()
    while True:
        yield None


def find_prop(desk: Desk) -> Steps:
    """Touch nothing; the prop of the job that the killed Blender began comes by itself."""
    (job,) = desk.jobs()
    prop = yield from desk.wait_until(lambda: desk.prop_of(job.id), what="the prop after the crash", seconds=90)
    yield from desk.until_state(job.id, "IMPORTED", seconds=30)
    yield from desk.sidebar.open(TAB)
    desk.screenshot("after-the-crash")
    desk.facts |= {"job_name": job.name, "prop": prop.name, "height_meters": prop.dimensions.z}

# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: the service's model is refused; the list says why, and has it tried anyway at the press of a button."""

import bpy

from .desk import Desk, Steps


def tried_anyway(desk: Desk) -> Steps:
    """Generate from words whose model is refused, read the list, press Try Anyway."""
    bpy.data.objects.remove(bpy.data.objects["Cube"])  # no panel of a mesh above the list
    bpy.context.scene.cursor.location = (2.5, -1.5, 0.0)
    known = desk.jobs()
    area = desk.sidebar.area
    with bpy.context.temp_override(window=bpy.context.window, area=area):
        bpy.ops.rodin_props.generate_from_text(prompt="a refused chair")
    job = yield from desk.new_job(known)
    yield from desk.until_generating(job.id)
    desk.let_jobs_end()
    yield from desk.until_state(job.id, "FAILED", seconds=90)
    yield from desk.sidebar.open("Rodin Props")
    yield 1.0
    desk.screenshot("1-refused")
    desk.facts["error"] = desk.job(job.id).error
    desk.facts["kept"] = sorted(path.name for path in desk.job(job.id).folder.glob("*model*"))
    yield from desk.sidebar.find("rodin_props.show_job_files(")
    yield from desk.sidebar.press("rodin_props.try_anyway(")
    yield from desk.until_state(job.id, "IMPORTED", seconds=90)
    yield 0.5
    desk.screenshot("2-tried-anyway")
    prop = desk.prop_of(job.id)
    desk.facts["prop"] = prop is not None

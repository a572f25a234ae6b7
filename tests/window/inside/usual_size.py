# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: the panel says how big a mug usually is."""

import importlib
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps
from .long_job import write_prompt
from .working_day import TAB


def mug(desk: Desk) -> Steps:
    """Write what it is, take its usual size; type four meters, read the warning, and keep them."""
    settings = bpy.context.scene.rodin_props
    settings.source = "TEXT"
    yield from desk.sidebar.open(TAB)
    yield from write_prompt(desk, "a coffee mug")
    yield 0.5
    desk.facts["prompt"] = settings.prompt
    yield from desk.sidebar.find("rodin_props.take_usual_size(")
    desk.facts["before"] = settings.height_meters
    desk.screenshot("1-offered")
    yield from desk.sidebar.press("rodin_props.take_usual_size(")
    yield 0.5
    desk.facts["taken"] = settings.height_meters
    desk.facts["offered_when_taken"] = _usual().is_offered
    desk.screenshot("2-taken")
    settings.height_meters = 4.0
    desk.sidebar.region.tag_redraw()
    yield 0.5
    desk.facts["surprising"] = _usual().is_surprising
    yield from desk.sidebar.find("rodin_props.generate_from_text(")
    desk.facts["can_generate"] = bpy.ops.rodin_props.generate_from_text.poll()
    desk.screenshot("3-warned")
    yield from desk.sidebar.press("rodin_props.refuse_usual_size(")
    yield 0.5
    desk.facts["refused"] = settings.height_meters, _usual().is_offered
    desk.screenshot("4-refused")


def _usual() -> Any:
    source = importlib.import_module(f"{PACKAGE}.session.sources").Source.TEXT
    return importlib.import_module(f"{PACKAGE}.session.inputs.usual_size").usual_size(bpy.context, source)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios: the panel shows pictures as they will be sent, and says which cannot be; also as a popover."""

import importlib
import sys
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps


def _pictures() -> Any:
    return sys.modules[f"{PACKAGE}.session.session"].current().pictures


def _are_shown() -> bool:
    prepared = [_pictures().shown(path) for path in _paths()]
    return all(each is not None for each in prepared)


def _paths() -> list[Any]:
    picture_list = importlib.import_module(f"{PACKAGE}.session.picture_list")
    return list(picture_list.pictures_of(bpy.context.scene.rodin_props))


def shown(desk: Desk) -> Steps:
    """Choose a photo that lies on its side, a small picture, a HEIC photo and a black one; read the panel."""
    settings = bpy.context.scene.rodin_props
    settings.source = "PICTURE"
    yield from desk.sidebar.open("Rodin Props")
    desk.screenshot("1-notice")
    area = desk.sidebar.area
    with bpy.context.temp_override(window=bpy.context.window, area=area, region=desk.sidebar.region):
        bpy.ops.rodin_props.add_pictures(
            directory=str(desk.work), files=[{"name": name} for name in desk.arguments["names"]]
        )
    desk.sidebar.region.tag_redraw()
    yield 0.3
    desk.screenshot("2-being-made-ready")
    yield from desk.wait_until(_are_shown, what="the pictures as they will be sent")
    yield 1.0
    desk.screenshot("3-as-they-will-be-sent")
    desk.facts["states"] = [[each.note, each.refusal] for each in map(_pictures().shown, _paths())]
    readiness = sys.modules[f"{PACKAGE}.session.inputs.readiness"]
    missing = readiness.missing(bpy.context, sys.modules[f"{PACKAGE}.session.sources"].Source.PICTURE)
    desk.facts["missing"] = missing.sentence
    for index in reversed(range(len(settings.pictures))):
        if _pictures().shown(_paths()[index]).refusal:
            settings.pictures.remove(index)
    desk.sidebar.region.tag_redraw()
    yield 0.5
    known = desk.jobs()
    started = _starts()
    yield from desk.sidebar.press("rodin_props.generate_from_image(")
    job = yield from desk.new_job(known, seconds=10)
    desk.facts["images"] = list(job.images)
    desk.facts["started_again"] = _starts() - started
    yield 0.5
    desk.screenshot("4-on-its-way")


def _starts() -> int:
    """How many pictures are known: none is made fit twice."""
    return len(_pictures()._by_file)


def popover(desk: Desk) -> Steps:
    """Open the panel as a popover, as a shortcut or a pie menu does; count what draws the button."""
    button = importlib.import_module(f"{PACKAGE}.ui.layouts.button")
    drawn = []
    draw_button = button.draw_button

    def counted(layout: Any, context: Any, settings: Any, source: Any) -> None:
        drawn.append(bpy.context.region.type)
        draw_button(layout, context, settings, source)

    yield from desk.to_viewport()
    button.draw_button = counted
    area = next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")
    region = next(region for region in area.regions if region.type == "WINDOW")
    area.spaces.active.show_region_ui = False
    yield 0.3
    drawn.clear()
    with bpy.context.temp_override(window=bpy.context.window, area=area, region=region):
        bpy.ops.wm.call_panel("INVOKE_DEFAULT", name="RODIN_PROPS_PT_generate")
    desk.facts["buttons"] = len(drawn)
    yield 0.5
    desk.screenshot("1-popover")
    button.draw_button = draw_button


def refused_drop(desk: Desk) -> Steps:
    """Drop a broken picture: nothing is left of it, and the list says why."""
    before = set(bpy.data.objects)
    area = next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")
    region = next(region for region in area.regions if region.type == "WINDOW")
    with bpy.context.temp_override(window=bpy.context.window, area=area, region=region):
        bpy.ops.rodin_props.drop_pictures(directory=str(desk.work), files=[{"name": "half.jpg"}], location=(2, 0, 0))
    desk.facts["placeholders"] = len(set(bpy.data.objects) - before)
    session = sys.modules[f"{PACKAGE}.session.session"].current()
    yield from desk.wait_until(
        lambda: any(pending.error for pending in session.pending.values()), what="the refusal of the picture"
    )
    yield from desk.sidebar.open("Rodin Props")
    yield 1.0
    desk.screenshot("1-refused")
    desk.facts["sentences"] = [pending.error for pending in session.pending.values()]
    desk.facts["left"] = len(set(bpy.data.objects) - before)
    desk.facts["jobs"] = len(desk.jobs())

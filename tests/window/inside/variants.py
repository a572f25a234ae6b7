# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario: an artist does not like a prop, has it made again in its place, compares, and puts another one beside."""

import sys
from typing import Any

import bpy

from .desk import PACKAGE, Desk, Steps

TAB = "Rodin Props"
GENERATE = "rodin_props.generate_from_text("
NEW_SEED = "rodin_props.new_seed("
HIGHER = "rodin_props.higher_tier("
BESIDE = "rodin_props.variant_beside("
KEEP = "rodin_props.keep_variant("
BACK, FORWARD = "rodin_props.show_variant(offset=-1", "rodin_props.show_variant("
COPY = "rodin_props.copy_text("


def compare_variants(desk: Desk) -> Steps:
    """Press every button of the panel with the mouse: a new seed, a higher tier, back, forth, beside, keep only one."""
    yield from make_the_first(desk)
    yield from press_and_wait(desk, NEW_SEED, picture="2-waiting")
    desk.screenshot("3-new-seed")
    yield from press_and_wait(desk, HIGHER, picture="4-waiting-for-the-tier")
    desk.screenshot("5-higher-tier")
    desk.facts["tiers"] = [job.options.tier.name for job in desk.jobs()]
    seen = [shown(desk)]
    for button in (BACK, BACK, BACK):
        yield from desk.sidebar.press(button, columns=(0.0,))
        yield 0.3
        seen.append(shown(desk))
    desk.screenshot("6-stepped-back")
    yield from desk.to_viewport()
    yield from desk.hands.press("Z", "ctrl")
    yield 1.0
    seen.append(shown(desk))
    desk.facts["seen"] = [[job.id for job in desk.jobs()].index(each) for each in seen]  # 0 is the newest
    yield from press_and_wait(desk, BESIDE, picture="7-waiting-beside")
    desk.screenshot("8-beside")
    props = [each for each in bpy.context.scene.objects if "rodin_props_made" in each]
    desk.facts["props"] = sorted(each.name for each in props)
    desk.facts["apart"] = max(each.location.x for each in props) - min(each.location.x for each in props)
    desk.facts["widths"] = [each.dimensions.x for each in props]
    yield from look_at_the_facts(desk)
    yield from keep_only_what_is_shown(desk)


def make_the_first(desk: Desk) -> Steps:
    """A prop of words at the cursor, as the active object."""
    for name in ("Cube", "Light"):
        bpy.data.objects.remove(bpy.data.objects[name])
    settings = bpy.context.scene.rodin_props
    settings.source, settings.prompt, settings.height_meters = "TEXT", "a wooden stool", 1.0
    bpy.ops.ed.undo_push(message="Layout")
    yield from desk.sidebar.open(TAB)
    yield from desk.sidebar.press("rodin_props.acknowledge(")  # so that all of the panel is seen
    yield from desk.sidebar.press(GENERATE)
    job = yield from desk.new_job(())
    yield from until_landed(desk, job.id)
    prop = desk.prop_of(job.id)
    prop.select_set(True)
    bpy.context.view_layer.objects.active = prop
    bpy.ops.ed.undo_push(message="Select")
    yield 0.5
    desk.screenshot("1-a-prop")


def press_and_wait(desk: Desk, button: str, *, picture: str) -> Steps:
    """Press a button that pays, twice as an impatient hand does, and wait for what it makes."""
    known = desk.jobs()
    yield from desk.sidebar.press(button)
    yield from desk.hands.click()
    job = yield from desk.new_job(known)
    yield from desk.until_generating(job.id)
    yield 1.5
    desk.screenshot(picture)
    yield from until_landed(desk, job.id)
    yield 0.5


def until_landed(desk: Desk, job_id: str) -> Steps:
    """Let the service end its work, and wait for the prop."""
    yield from desk.until_state(job_id, "GENERATING", "DOWNLOADING", "PREPARING", "READY", "IMPORTED", seconds=90)
    desk.let_jobs_end()
    yield from desk.until_state(job_id, "IMPORTED", seconds=120)
    yield 0.3


def shown(desk: Desk) -> str:
    """Id of the job whose mesh the active object shows."""
    told: Any = sys.modules[f"{PACKAGE}.scene.provenance"].provenance_of(bpy.context.active_object)
    return told.job_id


def look_at_the_facts(desk: Desk) -> Steps:
    """Unfold what is below the last button, and copy the prompt."""
    place = yield from desk.sidebar.find(BESIDE)
    yield from desk.hands.move(desk.sidebar.region.x + 60, place.y - 32)
    yield from desk.hands.click()
    yield 0.6
    desk.screenshot("9-how-it-was-made")
    yield from desk.sidebar.press(COPY, columns=(1.0,))
    yield 0.2
    desk.facts["clipboard"] = bpy.context.window_manager.clipboard


def keep_only_what_is_shown(desk: Desk) -> Steps:
    """Scroll to the button below the facts, and remove from the file what the prop does not show."""
    desk.facts["held"], before = [held()], shown(desk)
    yield from desk.sidebar.scroll_down(20)
    desk.screenshot("10-below-the-facts")
    yield from desk.sidebar.press(KEEP)
    yield from desk.wait_until(lambda: held() == 1, what="a file with one variant", seconds=10)
    yield 0.5
    desk.screenshot("11-kept-one")
    desk.facts["held"].append(held())
    desk.facts["shows_the_same"] = shown(desk) == before
    yield from desk.to_viewport()
    yield from desk.hands.press("Z", "ctrl")
    yield 1.0
    desk.facts["held"].append(held())


def held() -> int:
    """How many variants of the active object the file holds."""
    variants: Any = sys.modules[f"{PACKAGE}.scene.props.variants"]
    return len(variants.variants_of(bpy.context.active_object))

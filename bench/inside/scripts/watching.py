# SPDX-License-Identifier: GPL-3.0-or-later
"""What the monitor and the panels cost, and how that grows with jobs and with objects.

Told: `jobs`, `objects`, `placeholders`, `repeat`. No job is sent anywhere. Without a window nothing is drawn.
"""

import random
from collections.abc import Callable, Iterator
from typing import Any

import bpy

from .. import wrapping
from ..extension import TAB, enable, move, new_file, new_job, part, viewport
from ..recorder import Recorder, clock

WAYS = {
    "QUEUED": (),
    "GENERATING": ("WAITING", "GENERATING"),
    "DOWNLOADING": ("WAITING", "DOWNLOADING"),
    "READY": ("WAITING", "DOWNLOADING", "READY"),
    "IMPORTED": ("WAITING", "DOWNLOADING", "READY", "IMPORTED"),
    "FAILED": ("FAILED",),
    "CANCELLED": ("CANCELLED",),
}
LAYOUT_SECONDS = 0.08


def measure(told: dict[str, Any]) -> Iterator[float]:
    """Seconds of each tick and, in a window, of each draw of a panel."""
    recorder = Recorder()
    if not bpy.app.background:
        wrapping.before_enabling(recorder)
        enable()
        wrapping.after_enabling(recorder)
    else:
        new_file()
        enable()
    generating = fill_ledger(told["jobs"])
    fill_scene(told["objects"], generating, told["placeholders"])
    account = part("session.addon").account(bpy.context)
    path = part("session.session").current().ledger.path
    lock = part("jobs.locks").FileLock(part("jobs.accounts").worker_lock_path(path, account.id))
    assert lock.acquire()  # as if a worker lived: nothing may be sent
    tick_seconds(generating, repeat=5, changing=True)
    still = tick_seconds(generating, repeat=told["repeat"], changing=False)
    changing = tick_seconds(generating, repeat=told["repeat"], changing=True)
    searching = search_seconds(repeat=told["repeat"])
    draws = {} if bpy.app.background else (yield from draw_seconds(recorder, generating, repeat=told["repeat"]))
    yield 0.0
    return {"still": still, "changing": changing, "searching": searching, "draws": draws}


def fill_ledger(count: int) -> list[Any]:
    """Jobs in all sorts of states; those that generate, or the only one."""
    states = ["GENERATING", *(state for state in WAYS if state != "GENERATING")]
    jobs = [move(new_job(name=f"Chair {number}"), *WAYS[states[number % len(states)]]) for number in range(count)]
    return jobs[:: len(states)]


def fill_scene(objects: int, jobs: list[Any], placeholders: int) -> None:
    """A big scene, and places for some of the jobs."""
    for number in range(objects):
        bpy.context.collection.objects.link(bpy.data.objects.new(f"Thing {number}", None))
    placement = part("scene.places.placement")
    for number in range(placeholders):
        job = jobs[number % len(jobs)]
        placement.create_placeholder(
            bpy.context, job_id=job.id, name=job.name, size=part("scene.measure.size").Size(), location=(number, 0, 0)
        )


def changer(jobs: list[Any]) -> tuple[Callable[[], None], Callable[[], None]]:
    """Somebody else who writes into the ledger, as the worker does; and how to end it."""
    other = part("jobs.ledger.ledger").Ledger.open(part("session.session").current().ledger.path)

    def change() -> None:
        other.update(random.choice(jobs).id, steps_done=random.randrange(6), steps_total=6)

    return change, other.close


def tick_seconds(jobs: list[Any], *, repeat: int, changing: bool) -> list[float]:
    """Seconds of each tick.

    :param changing: somebody else has written one job before each.
    """
    tick = part("session.watching.tick")
    change, close = changer(jobs)
    times = []
    for _ in range(repeat):
        if changing:
            change()
        began = clock()
        tick.tick(bpy.context)
        times.append(clock() - began)
    close()
    return times


def search_seconds(*, repeat: int) -> list[float]:
    """Seconds from each change of the words that are searched for until the page is found."""
    look = part("session.watching.look")
    times = []
    for number in range(repeat):
        look.older_page()
        began = clock()
        bpy.context.window_manager.rodin_props_search = f"chair {number % 10}"
        look.look(bpy.context)
        times.append(clock() - began)
        assert look.older_page().searched == f"chair {number % 10}"
    bpy.context.window_manager.rodin_props_search = ""
    return times


def draw_seconds(recorder: Recorder, jobs: list[Any], *, repeat: int) -> Iterator[float]:
    """Let Blender draw the sidebar again and again, while jobs change; seconds of each draw by the panel's name."""
    space = viewport()["area"].spaces.active
    space.show_region_ui = True
    yield 0.5
    sidebar = next(region for region in viewport()["area"].regions if region.type == "UI")
    sidebar.active_panel_category = TAB
    change, close = changer(jobs)
    yield 1.0
    recorder.take()
    for number in range(repeat):
        if number % 4 == 0:
            change()
        sidebar.tag_redraw()
        yield LAYOUT_SECONDS
    close()
    found: dict[str, list[float]] = {}
    for name, begin, end, parent, *_ in recorder.take()["spans"]:
        owner, _, method = name.partition(".")
        if parent is None and method in {"draw", "draw_header", "draw_item", "filter_items"} and "_PT_" in owner:
            found.setdefault(owner, []).append(end - begin)
    return found

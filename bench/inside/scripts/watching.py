# SPDX-License-Identifier: GPL-3.0-or-later
"""What the monitor and the panels cost, and how that grows with jobs and with objects.

Told: `jobs`, `objects`, `placeholders`, `repeat`. No job is sent anywhere. Without a window nothing is drawn.
"""

import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import bpy

from .. import wrapping
from ..extension import TAB, enable, move, new_file, new_job, open_panels, part, viewport
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
GALLERY = "RODIN_PROPS_PT_gallery"


def measure(told: dict[str, Any]) -> Iterator[float]:
    """Seconds of each tick and, in a window, of each draw of a panel."""
    recorder = Recorder()
    if not bpy.app.background:
        wrapping.before_enabling(recorder)
        enable()
        open_panels(GALLERY, "RODIN_PROPS_PT_spent")
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
    found = {name: find_seconds(changes, repeat=told["repeat"]) for name, changes in FINDING.items()}
    listed = gallery_seconds(generating, repeat=told["repeat"])
    draws = {} if bpy.app.background else (yield from draw_seconds(recorder, generating, repeat=told["repeat"]))
    yield 0.0
    return {"still": still, "changing": changing, "listed": listed, **found, "draws": draws}


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


def tick_seconds(
    jobs: list[Any], *, repeat: int, changing: bool, before_each: Callable[[], None] = lambda: None
) -> list[float]:
    """Seconds of each tick.

    :param changing: somebody else has written one job before each.
    """
    tick = part("session.watching.tick")
    change, close = changer(jobs)
    times = []
    for _ in range(repeat):
        before_each()
        if changing:
            change()
        began = clock()
        tick.tick(bpy.context)
        times.append(clock() - began)
    close()
    return times


def find_seconds(changes: Iterable[Callable[[], None]], *, repeat: int) -> list[float]:
    """Seconds from each change of what is to be shown until the page is found."""
    look = part("session.watching.look")
    times = []
    for change in itertools.islice(itertools.cycle(changes), repeat):
        look.gallery_page()
        began = clock()
        change()
        look.look(bpy.context)
        times.append(clock() - began)
        view = part("session.gallery.current").gallery()
        assert look.gallery_page().filters == view.filters
    bpy.ops.rodin_props.filter_gallery(by="ALL")
    return times


def search(text: str) -> None:
    """Search the gallery."""
    bpy.context.window_manager.rodin_props_search = text


def choose(by: str, value: str) -> None:
    """Filter the gallery."""
    bpy.ops.rodin_props.filter_gallery(by=by, value=value)


def sort(order: str) -> None:
    """Sort the gallery."""
    bpy.context.window_manager.rodin_props_gallery_order = order


def show_as(view: str) -> None:
    """Lay the gallery out."""
    bpy.context.window_manager.rodin_props_gallery_view = view


FINDING = {
    "searching": [partial(search, f"chair {number}") for number in range(10)],
    "filtering": [partial(choose, "GROUP", group) for group in ("READY", "LANDED", "FAILED", "CANCELLED")],
    "sorting": [partial(sort, order) for order in ("NAME", "COST", "OLDEST", "NEWEST")],
    "switching": [partial(show_as, view) for view in ("GRID", "LIST")],
}
"""What the artist does in turns."""


def gallery_seconds(jobs: list[Any], *, repeat: int) -> list[float]:
    """Seconds of each tick while the gallery is shown; somebody else has written one job before each."""
    look = part("session.watching.look")

    def shown() -> None:
        look.gallery_page()
        look.spent()

    return tick_seconds(jobs, repeat=repeat, changing=True, before_each=shown)


def draw_seconds(recorder: Recorder, jobs: list[Any], *, repeat: int) -> Iterator[float]:
    """Let Blender draw the sidebar again and again, while jobs change; seconds of each draw by the panel's name.

    First as a list; those of the gallery as a grid are named apart.
    """
    space = viewport()["area"].spaces.active
    space.show_region_ui = True
    yield 0.5
    sidebar = next(region for region in viewport()["area"].regions if region.type == "UI")
    sidebar.active_panel_category = TAB
    change, close = changer(jobs)
    found: dict[str, list[float]] = {}
    for view in ("LIST", "GRID"):
        show_as(view)
        sidebar.tag_redraw()
        yield 1.0
        recorder.take()
        for number in range(repeat):
            if number % 4 == 0:
                change()
            sidebar.tag_redraw()
            yield LAYOUT_SECONDS
        for name, seconds in _panel_draws(recorder):
            as_grid = view == "GRID" and name == GALLERY
            if view == "LIST" or as_grid:
                found.setdefault(f"{name} as a grid" if as_grid else name, []).append(seconds)
    close()
    return found


def _panel_draws(recorder: Recorder) -> Iterator[tuple[str, float]]:
    for name, begin, end, parent, *_ in recorder.take()["spans"]:
        owner, _, method = name.partition(".")
        if parent is None and method in {"draw", "draw_header", "draw_item", "filter_items"} and "_PT_" in owner:
            yield owner, end - begin

# SPDX-License-Identifier: GPL-3.0-or-later
"""One step of the monitor: read the ledger if it changed, keep the worker alive, land what is ready, redraw."""

from __future__ import annotations

import logging
import math
from contextlib import suppress
from typing import TYPE_CHECKING

from ...errors import RodinError
from ...jobs.errors import JobGone
from ...jobs.states import IllegalMove
from ...scene.errors import LandingStumbled
from ...scene.looks.errors import LookDoesNotFit
from ...scene.places import placement
from .. import session
from ..dressing import table
from ..keeping import publishing
from ..keeping import queue as keeping_queue
from ..landing.busy import busy_sentence
from ..landing.land import land_together
from ..landing.landed_before import lands_by_itself
from ..landing.together import WAITS_FOR_OTHERS, waves
from ..levels import light
from ..making import picture_queue
from . import shown
from .look import facts, look, look_at_objects

if TYPE_CHECKING:
    from bpy.types import Context

    from ...jobs.job import Job

log = logging.getLogger(__name__)

LANDING_SECONDS = 0.1
"""Props that are ready together land together, as many as fit into this; the rest at the next tick."""

_needs_redraw = False
"""Something changed since the panels were last told to draw themselves."""


def tick(context: Context) -> bool:
    """Do one step; return whether there is more to watch. It touches the scene: main thread only."""
    state = session.current()
    _look(context)
    _needs_redraw_if(picture_queue.advance(context))
    _needs_redraw_if(publishing.advance(remarks=state.remarks, warnings=state.warnings))
    _needs_redraw_if(light.advance(context))
    if state.needs_worker(context):
        state.ensure_worker(context)
    _needs_redraw_if(_land(context))
    _needs_redraw_if(keeping_queue.advance())
    _needs_redraw_if(table.advance(context))
    shown.update()
    if _needs_redraw:
        redraw(context)
    return has_work(context)


def has_work(context: Context) -> bool:
    """Look, and say whether something may change by itself.

    That is an active job, a picture on its way, a prop that waits to land or to be kept, or a library that is
    published.
    """
    state = session.current()
    _look(context)
    _needs_redraw_if(keeping_queue.look_if_changed())
    is_waiting = (state.has_pictures and state.pictures.is_working) or any(
        not pending.error for pending in state.pending.values()
    )
    is_ours = publishing.running() is not None or keeping_queue.is_working() or light.has_work() or table.has_work()
    return is_waiting or is_ours or state.needs_worker(context) or bool(_landable())


def rest(context: Context) -> None:
    """Let the viewports and the panels say that nothing is left to be watched."""
    shown.update()
    if _needs_redraw:
        redraw(context)


def _look(context: Context) -> None:
    _needs_redraw_if(look(context))


def _needs_redraw_if(changed: bool) -> None:
    global _needs_redraw  # see there
    _needs_redraw |= changed


def _landable() -> list[Job]:
    """Return the jobs that may land by themselves at the objects of the open file that wait for them, oldest first."""
    found = filter(None, map(session.current().job, facts().places))
    return sorted(filter(lands_by_itself, found), key=lambda job: job.created_at)


def _land(context: Context) -> bool:
    """Land the finished props, the oldest first, if the user is idle; return whether anything to be shown changed."""
    landable = _landable()
    if not landable:
        return False
    if sentence := busy_sentence(context):
        return _say_waiting({job.id: sentence for job in landable})
    due = waves(landable, placement.targets_named(facts().places))
    changed = _say_waiting(dict.fromkeys(due.held, WAITS_FOR_OTHERS))
    # What belongs together is one step however long it takes; the rest comes at the next tick.
    jobs, seconds = (due.complete[0], math.inf) if due.complete else (due.alone, LANDING_SECONDS)
    if not jobs:
        return changed
    look_at_objects()  # the place may have been deleted a moment ago
    jobs = [job for job in jobs if job.id in facts().places]
    landed = land_together(context, jobs, seconds=seconds)
    for job in jobs:
        if (error := landed.errors.get(job.id)) is not None:
            _note_failure(job, error)
    return True


def _say_waiting(reasons: dict[str, str]) -> bool:
    """Say of finished jobs why they do not land yet; return whether that is anything new."""
    state = session.current()
    changed, state.waiting = reasons != state.waiting, reasons
    return changed


def _note_failure(job: Job, error: Exception) -> None:
    if isinstance(error, LookDoesNotFit):  # the artist may undo what was edited: nothing has failed
        log.warning("%s did not land: %s", job.name, error)
    elif isinstance(error, RodinError):
        log.warning("%s could not land: %s", job.name, error)
        with suppress(JobGone, IllegalMove):  # somebody else was quicker
            session.current().ledger.fail(job.id, error)
    else:
        log.error("%s stumbled on its way into the scene", job.name, exc_info=error)
        # Once and not at each tick: it would leave something in the file each time.
        session.current().refused[job.id] = str(LandingStumbled(kind=type(error).__name__))


def redraw(context: Context) -> None:
    """Redraw the sidebars that show jobs, in every window."""
    global _needs_redraw  # see there
    _needs_redraw = False
    for window in context.window_manager.windows:
        for area in window.screen.areas:
            if area.type in {"VIEW_3D", "PREFERENCES"}:
                for region in area.regions:
                    if region.type in {"UI", "WINDOW"} and (region.type == "UI" or area.type == "PREFERENCES"):
                        region.tag_redraw()

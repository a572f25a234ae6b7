# SPDX-License-Identifier: GPL-3.0-or-later
"""One look of the monitor: read the ledger if it changed, keep the worker alive, land at most one prop, redraw."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

import bpy

from ...errors import RodinError
from ...jobs.states import State
from ...scene.places import placement
from .. import session
from ..landing.busy import busy_sentence
from ..landing.land import land, lands_by_itself
from ..making import capture_queue
from . import viewport_labels
from .progress import short_progress
from .viewport_labels import Mark

if TYPE_CHECKING:
    from bpy.types import Context

    from ...jobs.job import Job

log = logging.getLogger(__name__)

_SCAN_SECONDS = 2.0
"""How often to look for placeholders that came by undo, copy or append while nothing else changed."""

_scanned_at = 0.0
_scanned_jobs: frozenset[str] = frozenset()
_places: dict[str, tuple[str, ...]] = {}
"""Job id -> names of the objects that wait for it, as of the last scan. Names: undo makes all objects anew."""
_jobs_shown: tuple[Job, ...] | None = None
"""The snapshot that the scene's marks tell of."""


def tick(context: Context) -> bool:
    """Do one look; returns whether there is more to watch. Touches the scene, so main thread only."""
    here = session.current()
    changed = here.refresh()
    changed |= capture_queue.advance(context)
    if here.needs_worker(context):
        here.ensure_worker(context)
    changed |= _scan(force=changed and _scanned_jobs != _ids(here.jobs))
    if changed or here.jobs is not _jobs_shown:
        _show_in_scene(here.jobs)
    changed |= _land_one(context)
    if changed:
        redraw(context)
    return has_work(context)


def has_work(context: Context) -> bool:
    """True while something may change by itself: an active job, a picture being taken, a prop that waits to land."""
    here = session.current()
    here.refresh()
    _scan(force=False)
    taking = any(not pending.error for pending in here.captures.values())
    return taking or here.needs_worker(context) or bool(_landable())


def rest(context: Context) -> None:
    """Nothing is left to be watched: let the scene and the panels say so."""
    _show_in_scene(session.current().jobs)
    redraw(context)


def _scan(*, force: bool) -> bool:
    """Look through the file if it is time for it; returns whether it was."""
    global _scanned_at, _scanned_jobs, _places  # a cache of what the open file holds
    now = time.monotonic()
    if not force and now - _scanned_at <= _SCAN_SECONDS:
        return False
    _scanned_at, _scanned_jobs = now, _ids(session.current().jobs)
    _places = {job_id: tuple(each.name for each in found) for job_id, found in placement.targets_by_job().items()}
    return True


def _ids(jobs: tuple[Job, ...]) -> frozenset[str]:
    return frozenset(job.id for job in jobs)


def targets_here() -> frozenset[str]:
    """Ids of the jobs that the open file holds a place for."""
    _scan(force=False)
    return frozenset(_places)


def forget_scan() -> None:
    """The file changed as a whole (loaded, undone): look again at the next tick."""
    global _scanned_at  # see _scan
    _scanned_at = 0.0


def _landable() -> list[Job]:
    return [job for job in session.current().jobs if job.id in _places and lands_by_itself(job)]


def _land_one(context: Context) -> bool:
    """Land the oldest finished prop if the user is idle; returns whether anything to be shown changed."""
    here = session.current()
    landable = _landable()
    if not landable:
        return False
    if sentence := busy_sentence(context):
        waiting = {job.id: sentence for job in landable}
        changed, here.waiting = waiting != here.waiting, waiting
        return changed
    _scan(force=True)  # the place may have gone a moment ago
    job = landable[-1]
    if job.id not in _places:
        return True
    try:
        land(context, job)
    except RodinError as error:
        log.warning("%s could not land: %s", job.name, error)
        here.ledger.fail(job.id, error)
    return True


def _show_in_scene(jobs: tuple[Job, ...]) -> None:
    """Placeholders' names, and what is written above blockouts."""
    global _jobs_shown  # see there
    if bpy.app.is_job_running("RENDER"):
        return
    _jobs_shown = jobs
    written = []
    for job in (each for each in jobs if each.id in _places):
        progress = short_progress(job)
        targets = placement.targets_named(job.id, _places[job.id])
        placement.show_progress(job.id, name=job.name, progress=progress, targets=targets)
        _places[job.id] = tuple(each.name for each in targets)
        if job.active or job.state is State.READY:
            text = f"{job.name} {progress}"
            written += [Mark(object_name=each.name, text=text) for each in viewport_labels.without_words(targets)]
    viewport_labels.show(written)


def redraw(context: Context) -> None:
    """Redraw the sidebars that show jobs, in every window."""
    for window in context.window_manager.windows:
        for area in window.screen.areas:
            if area.type in {"VIEW_3D", "PREFERENCES"}:
                for region in area.regions:
                    if region.type in {"UI", "WINDOW"} and (region.type == "UI" or area.type == "PREFERENCES"):
                        region.tag_redraw()

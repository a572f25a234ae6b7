# SPDX-License-Identifier: GPL-3.0-or-later
"""What panels show, looked up outside of drawing. Main thread.

A look costs queries, a walk through the file's objects and file look-ups; drawing costs none of these.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import bpy

from ...errors import RodinError
from ...jobs.ledger.budget import spent_credits
from ...jobs.states import State
from .. import addon, credentials, known_files, session
from ..gallery import current
from ..making import copy_time
from . import key_folder
from .waiting_objects import WaitingObjects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bpy.types import Context

    from ...jobs.accounts import AccountInfo
    from ...jobs.job import Job
    from ..gallery.page import Page, Spent

STALE_SECONDS = 2.0
"""How old a look may become while a panel is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelFacts:
    """What panels show beside the jobs themselves."""

    problem: str = ""
    """Why the ledger or the account cannot be read, in a sentence."""
    notices: tuple[str, ...] = ()
    """Sentences the artist should read."""
    account: AccountInfo | None = None
    """What is known of the account; None while it was never asked for."""
    spent_credits: float = 0.0
    """In the last 24 hours."""
    with_files: frozenset[str] = frozenset()
    """Ids of the finished jobs whose files are there, in the families that were asked for."""
    key_warning: str = ""
    """That others may read the saved key, in a sentence."""
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Job id -> names of the objects that wait for it."""
    linked_from: Mapping[str, str] = field(default_factory=dict)
    """Id of an unfinished job without a place -> the library whose object waits for it."""


_facts = PanelFacts()
_looked_at = float("-inf")
_waiting = WaitingObjects()
_scanned_for: tuple[int, str] | None = None
"""Which jobs there were when all of the file's objects were looked at; None if that is to be done once more."""
_file_checks: dict[str, tuple[Job, bool]] = {}
"""Job id -> the job as it was when its files were looked for, and whether they were there."""


def facts() -> PanelFacts:
    """Return what was found at the last look. In background mode, where nothing is drawn, look first."""
    if bpy.app.background and is_stale():
        with suppress(RodinError):  # it is among the facts
            look(bpy.context)
    return _facts


def gallery_page() -> Page | None:
    """Return the gallery's page as of the last look, and have it looked for; None while nothing is known."""
    gallery = current.gallery()
    gallery.shown()  # asked for before the look that background mode has now
    facts()
    return gallery.shown()


def spent() -> Spent | None:
    """Return what all jobs cost as of the last look, and have it looked for; None while nothing is known."""
    gallery = current.gallery()
    gallery.spent()
    facts()
    return gallery.spent()


def is_stale() -> bool:
    """Say whether it is time for another look, if anything is drawn."""
    state = session.current()
    return (
        time.monotonic() - _looked_at > STALE_SECONDS
        or known_files.has_unknown()
        or copy_time.has_unknown()
        or state.jobs.has_unread
        or (current.is_there() and current.gallery().is_old(state.jobs))
    )


def forget() -> None:
    """Look at everything at the next look: the file changed as a whole (loaded, undone)."""
    global _looked_at, _scanned_for  # see look
    _looked_at, _scanned_for = float("-inf"), None


def look(context: Context) -> bool:
    """Look at the ledger if it changed, and at the open file and at files if it is time for that.

    :returns: whether panels show anything else than before.
    :raises RodinError: the ledger cannot be read; panels say so.
    """
    global _facts, _looked_at  # what is drawn until the next look
    state, before, is_old = session.current(), _facts, is_stale()
    try:
        changed = state.refresh()
    except RodinError as error:
        _looked_at = time.monotonic()
        _facts = replace(_facts, problem=str(error))
        raise
    if changed or is_old:
        _looked_at = time.monotonic()
        credentials.look_again()
        state.jobs.read_families()
        account, spent, notices = _account_facts(context)
        _facts = replace(
            _facts,
            problem="",
            notices=notices,
            account=account,
            spent_credits=spent,
            key_warning=key_folder.warning(addon.user_folder()),
            with_files=_with_files(),
        )
        changed |= known_files.look()
        if state.has_pictures:
            from ..inputs.pictures import look_at_shown  # only where a panel shows one

            look_at_shown(context)
        changed |= copy_time.count_again(context)
    look_at_objects(all_now=_scanned_for != state.jobs.listed)
    if state.has_ledger and current.is_there():
        changed |= current.gallery().look(state.jobs, state.ledger)
    return changed or _facts != before


def look_at_objects(*, all_now: bool = True) -> None:
    """Find the objects that wait for props: all of them, or some more."""
    global _facts, _scanned_for  # see look
    jobs = session.current().jobs
    if all_now:
        _scanned_for = jobs.listed
        _waiting.find_all()
    else:
        _waiting.find_some()
    jobs.keep(_waiting.places)
    lost = {job_id for job_id in _waiting.libraries if job_id in jobs.unfinished and job_id not in _waiting.places}
    _facts = replace(
        _facts, places=_waiting.places, linked_from={job_id: _waiting.libraries[job_id] for job_id in lost}
    )


def _account_facts(context: Context) -> tuple[AccountInfo | None, float, tuple[str, ...]]:
    """Return what is known of the account, its credits of today, and all notices."""
    state = session.current()
    if not state.has_ledger:
        return None, 0.0, ()
    try:
        account = addon.account(context)
    except RodinError:  # the Generate button says it
        return None, 0.0, state.notices
    info = state.ledger.accounts.get(account.id)
    spent = 0.0 if info.daily_credits is None else spent_credits(state.ledger, account.id, now=time.time())
    problem = state.supervisor.problem(account.id)
    return info, spent, (*state.notices, str(problem)) if problem else state.notices


def _with_files() -> frozenset[str]:
    """Return the ids of the finished jobs whose files are there, of props that were made more than once."""
    families = (family for family in session.current().jobs.families if len(family) > 1)
    finished = (job for family in families for job in family if job.state in (State.READY, State.IMPORTED))
    return frozenset(job.id for job in finished if _has_files(job))


def _has_files(job: Job) -> bool:
    known, is_there = _file_checks.get(job.id, (None, False))
    if known is not job:
        is_there = any(path is not None and path.is_file() for path in (job.prepared_path, job.model_path))
        _file_checks[job.id] = job, is_there
    return is_there

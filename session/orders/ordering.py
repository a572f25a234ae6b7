# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders become jobs: checked all together, written down in one transaction, and paid for once by their keys."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from ...jobs.errors import JobGone, OrderKnown
from ...jobs.orders.spending import ScriptLimit
from ...jobs.states import IllegalMove
from .. import addon, session
from ..inputs import readiness
from ..making import generation
from ..pending_pictures import remove_folders
from .errors import NotReady, OrdersRefused, OverLimit
from .planning import Plan, plan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bpy.types import Context

    from ...jobs.job import Job
    from ..prop_inputs import Inputs
    from .order import Order

_MOST_TRIES = 3
"""Of two programs that order the same at the same moment, one looks again."""


def order(
    context: Context,
    orders: Iterable[Order],
    *,
    limit_credits: float | None = None,
    by_script: bool = False,
    planned: Plan | None = None,
) -> tuple[Job | None, ...]:
    """Have props made; return at once, with the job of each order. None for one that was paid for and removed since.

    All are checked before the first is written down, and either all are or none. An order whose key is known gives its
    present job: one that was never paid is sent again, one that stopped after that goes on, and nothing is paid twice.
    What may have been paid (UNCERTAIN) stays as it is. A worker is started.

    :param limit_credits: for all of them together; None for no limit but the artist's own.
    :param by_script: a program orders them: the preference “Credits a Day for Scripts” holds, too.
    :param planned: of these orders, if it is there already.
    :raises OrdersRefused: some cannot be sent; its ``problems`` name them.
    :raises OverLimit, ScriptLimitReached: they cost too much.
    :raises NotReady: there is no key, or Blender is offline.
    :raises DiskFull, FolderNotWritable, LedgerUnusable:
    """
    every = tuple(orders)
    planned = planned or plan(context, every, by_script=by_script)
    for tries_left in reversed(range(_MOST_TRIES)):
        _refuse(context, planned, limit_credits)
        try:
            added = _write(context, planned, _script_limit(context) if by_script else None)
            break
        except OrderKnown:
            if not tries_left:
                raise
            planned = plan(context, every, by_script=by_script)
    state = session.current()
    for job in planned.resumed:
        with contextlib.suppress(IllegalMove, JobGone):  # another program went on with it meanwhile, or removed it
            state.ledger.resume(job.id)
    state.refresh()
    state.ensure_worker(context)
    ids = {**planned.known, **{job.ordered.key: job.id for job in added}}
    jobs = {job.id: job for job in state.ledger.reader.several(ids.values())}
    return tuple(jobs.get(ids[key]) for key in planned.keys)


def _refuse(context: Context, planned: Plan, limit_credits: float | None) -> None:
    """Refuse what cannot be sent. :raises OrdersRefused, OverLimit, NotReady:"""
    if planned.problems:
        raise OrdersRefused(planned.problems, count=len(planned.orders))
    if limit_credits is not None and planned.credits > limit_credits:
        raise OverLimit(planned.credits, limit_credits)
    if (planned.new or planned.again or planned.resumed) and (missing := readiness.missing_for_account(context)):
        raise NotReady(missing)


def _script_limit(context: Context) -> ScriptLimit:
    return ScriptLimit(credits=addon.preferences(context).script_credit_limit)


def _write(context: Context, planned: Plan, limit: ScriptLimit | None) -> tuple[Job, ...]:
    """Write down the new jobs and those that are sent again, in one transaction; return them.

    :raises OrderKnown: another program has ordered one of them meanwhile.
    """
    if not planned.new and not planned.again:
        return ()
    folders: list[tuple[Path, Inputs]] = []
    try:
        for inputs in planned.new.values():
            folders.append((generation.new_folder(context), inputs))
    except BaseException:
        remove_folders(folders)
        raise
    return generation.add_jobs(context, folders, planned.pictures, again=planned.again, limit=limit)

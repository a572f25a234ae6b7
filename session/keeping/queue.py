# SPDX-License-Identifier: GPL-3.0-or-later
"""The props that are to be kept: what the ledger says of them, and the background Blender that writes their files.

One Blender session at a time works on it; if it ends, another one goes on, or the same after its next start. Main
thread only.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ...errors import RodinError
from ...jobs.library.errors import KeepingFailed
from ...jobs.library.keepings import KeepingTable
from ...jobs.locks import FileLock
from .. import session
from .run import KeepingRun, NothingToDo

if TYPE_CHECKING:
    from collections.abc import Collection

    from bpy.types import Context

    from ...jobs.ledger.ledger import Ledger
    from ...jobs.library.keepings import Keeping
    from ..session import Session

_LOOK_SECONDS = 0.1
_LOCK_NAME = "keeping.lock"

_unfinished: tuple[Keeping, ...] = ()
"""As of the last look."""
_looked_at: tuple[Session, int] | None = None
"""Of whom, and after how many of its reads of the ledger."""
_run: KeepingRun | None = None
_lock: FileLock | None = None
_table: tuple[Ledger, KeepingTable] | None = None


def table() -> KeepingTable:
    """Return what the ledger says of keepings."""
    global _table  # made for the ledger that is open
    ledger = session.current().ledger
    if _table is None or _table[0] is not ledger:
        _table = ledger, KeepingTable(ledger.database)
    return _table[1]


def unfinished() -> tuple[Keeping, ...]:
    """Return what is not kept yet, and what failed, as of the last look. For drawing."""
    return _unfinished


def is_working() -> bool:
    """Say whether something is being kept, or waits for it, as of the last look."""
    return any(not keeping.error for keeping in _unfinished)


def look() -> bool:
    """Read what the ledger says; return whether anything is other than at the last look."""
    global _unfinished, _looked_at  # what is drawn until the next look
    state, before = session.current(), _unfinished
    _unfinished = table().unfinished() if state.has_ledger else ()
    _looked_at = state, state.reads
    return _unfinished != before


def look_if_changed() -> bool:
    """Look if the ledger has changed since the last look; return as `look`. Mostly asks nothing."""
    state = session.current()
    return _looked_at != (state, state.reads) and look()


def advance() -> bool:
    """Do one step: begin what waits, finish what is written; return whether anything to be shown changed."""
    changed = look_if_changed()
    if _run is None and is_working() and _hold_lock():
        changed |= look()  # the session that held it may have done it
        _begin()
    if _run is None:
        return changed
    _run.advance()
    if _run.is_done:
        _end()
    return look() or changed


def _begin() -> None:
    global _run  # one at a time
    waiting = [keeping for keeping in _unfinished if not keeping.error]
    try:
        _run = KeepingRun(waiting, table())
    except NothingToDo:
        _release()
    except RodinError as error:
        for keeping in waiting:
            table().note_error(keeping, str(error))
        session.current().warnings.append(str(error))
        _release()


def _end() -> None:
    global _run  # see there
    assert _run is not None
    state = session.current()
    state.remarks += _run.remarks()
    state.warnings += _run.warnings
    _run.close()
    _run = None
    _release()


def _hold_lock() -> bool:
    global _lock  # held while this session works on it
    lock = FileLock(session.current().folder / _LOCK_NAME)
    if lock.acquire():
        _lock = lock
    return _lock is not None


def _release() -> None:
    global _lock  # see there
    if _lock is not None:
        _lock.release()
        _lock = None


def finish(context: Context, job_ids: Collection[str]) -> None:
    """Background mode: wait until the props of these jobs are kept.

    :raises KeepingFailed: some are not; it says why the first is not.
    """
    state = session.current()
    look()
    while any(keeping.job_id in job_ids and not keeping.error for keeping in _unfinished):
        state.refresh()
        if state.needs_worker(context):
            state.ensure_worker(context)
        if not advance():
            time.sleep(_LOOK_SECONDS)
    failed = [keeping.error for keeping in _unfinished if keeping.job_id in job_ids and keeping.error]
    if failed:
        state.warnings[:] = [sentence for sentence in state.warnings if sentence not in failed]  # it is said here
        raise KeepingFailed(failed)


def close() -> None:
    """End what is under way; the next session goes on with it."""
    global _run, _table, _unfinished, _looked_at  # see there
    if _run is not None:
        _run.close()
        _run = None
    _release()
    _table, _unfinished, _looked_at = None, (), None

# SPDX-License-Identifier: GPL-3.0-or-later
"""The states of a job and the moves between them."""

from collections.abc import Mapping
from enum import StrEnum

from ..errors import RodinError


class State(StrEnum):
    """Where a job stands. A state is written to the ledger before it is acted on."""

    QUEUED = "QUEUED"
    """Nothing was sent yet: waits for its turn."""
    SUBMITTING = "SUBMITTING"
    """The paid request may be on its way."""
    WAITING = "WAITING"
    """Accepted and paid; the service has not begun."""
    GENERATING = "GENERATING"
    DOWNLOADING = "DOWNLOADING"
    PREPARING = "PREPARING"
    READY = "READY"
    """Waits for its landing in the scene."""
    IMPORTED = "IMPORTED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"
    UNCERTAIN = "UNCERTAIN"
    """The paid request left and its answer is not known: never sent again by itself."""

    @property
    def words(self) -> str:
        """A word or two: “Ready”."""
        return _WORDS[self]


_WORDS = {
    State.QUEUED: "In the queue",
    State.SUBMITTING: "Sending",
    State.WAITING: "Waiting",
    State.GENERATING: "Generating",
    State.DOWNLOADING: "Downloading",
    State.PREPARING: "Preparing",
    State.READY: "Ready",
    State.IMPORTED: "In a scene",
    State.FAILED: "Failed",
    State.CANCELLED: "Cancelled",
    State.UNCERTAIN: "Unclear",
}


class IllegalMove(RodinError):
    """A move that the table does not hold: somebody else, such as a cancelling artist, moved the job meanwhile."""

    code = "MOVED_ON"

    def __init__(self, job_id: str, before: State, after: State) -> None:
        super().__init__("This generation is further than the list showed. See what it says now, then try again.")
        self.job_id = job_id
        self.before = before
        self.after = after


ACTIVE = frozenset(
    {State.QUEUED, State.SUBMITTING, State.WAITING, State.GENERATING, State.DOWNLOADING, State.PREPARING}
)
"""The worker has something to do."""

ACTIVE_WORDS = ", ".join(f"'{state}'" for state in sorted(ACTIVE))
"""The same for SQL."""

UNFINISHED = ACTIVE | {State.READY}
"""Goes on, or waits to land."""

UNFINISHED_WORDS = ", ".join(f"'{state}'" for state in sorted(UNFINISHED))
"""The same for SQL."""

FINISHED = frozenset({State.READY, State.IMPORTED})
"""What was paid for is there."""

ON_SERVICE = frozenset({State.SUBMITTING, State.WAITING, State.GENERATING})
"""Counts against the account's limit of tasks at once."""

ENDS = frozenset({State.IMPORTED, State.FAILED, State.CANCELLED, State.UNCERTAIN})
"""Nothing happens any more unless the artist asks."""

_STOPPED = {State.FAILED, State.CANCELLED}

MOVES: Mapping[State, frozenset[State]] = {
    # WAITING and UNCERTAIN: the job's folder proves that the request had left, though the ledger forgot it.
    State.QUEUED: frozenset({State.SUBMITTING, State.WAITING, State.UNCERTAIN} | _STOPPED),
    State.SUBMITTING: frozenset({State.QUEUED, State.WAITING, State.UNCERTAIN} | _STOPPED),
    State.WAITING: frozenset({State.GENERATING, State.DOWNLOADING} | _STOPPED),
    State.GENERATING: frozenset({State.DOWNLOADING} | _STOPPED),
    State.DOWNLOADING: frozenset({State.PREPARING, State.READY} | _STOPPED),
    State.PREPARING: frozenset({State.READY, State.DOWNLOADING} | _STOPPED),
    State.READY: frozenset({State.IMPORTED, State.PREPARING} | _STOPPED),
    State.IMPORTED: frozenset({State.IMPORTED, State.READY, State.PREPARING, State.FAILED}),  # lands in other files too
    State.FAILED: frozenset({State.QUEUED, State.WAITING, State.PREPARING, State.READY}),
    State.CANCELLED: frozenset({State.QUEUED, State.WAITING, State.PREPARING, State.READY}),
    State.UNCERTAIN: frozenset({State.QUEUED, State.WAITING}),
}


def may_move(before: State, after: State) -> bool:
    """Say whether the table holds this move."""
    return after in MOVES[before]


def may_cancel(state: State) -> bool:
    """Say whether there is anything to cancel."""
    return State.CANCELLED in MOVES[state]


def may_resume(state: State, *, has_task: bool, has_model: bool) -> bool:
    """Say whether the job can go on without a new payment."""
    return state in _STOPPED and (has_task or has_model)


def may_retry(state: State, *, has_task: bool) -> bool:
    """Say whether the artist may send the job once more, which is (or may be) a new payment."""
    return state is State.UNCERTAIN or (state in _STOPPED and not has_task)


def may_prepare_again(state: State, *, has_model: bool) -> bool:
    """Say whether the downloaded model can be prepared anew, for instance by another Blender."""
    return has_model and state in {State.READY, State.IMPORTED, *_STOPPED}

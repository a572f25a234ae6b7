# SPDX-License-Identifier: GPL-3.0-or-later
"""Which jobs are meant by what was typed: their ids, the beginnings of these, or Rodin's ids of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...session import session
from ..errors import NoSuchJob

if TYPE_CHECKING:
    from ...jobs.job import Job

_SHORTEST = 4
"""Characters of the beginning of an id that is enough, if no other begins so."""


def job_named(text: str) -> Job:
    """Return the job that is meant. :raises NoSuchJob: none is, or several are."""
    if (found := find_job(text)) is None:
        raise NoSuchJob(text)
    return found


def find_job(text: str) -> Job | None:
    """Return the job that is meant; None if none is, or several are."""
    state = session.current()
    if not state.has_ledger:
        return None
    state.refresh()
    reader, word = state.ledger.reader, text.strip().lower()
    ids = [each for each in reader.ids() if each == word or (len(word) >= _SHORTEST and each.startswith(word))]
    if word in ids or len(ids) == 1:
        return next(iter(reader.several([word if word in ids else ids[0]])), None)
    of_task = [job for job in reader.all() if job.task_uuid and job.task_uuid.lower() in word] if "-" in word else []
    return of_task[0] if len(of_task) == 1 else None

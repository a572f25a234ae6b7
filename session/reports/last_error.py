# SPDX-License-Identifier: GPL-3.0-or-later
"""The error that was reported last, for *Copy Details*: a report is gone from the screen after some seconds.

It is kept in memory alone, with the names of that moment; what is the artist's is taken out when it is told.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .private import hidden_of_now
from .scrubbing import LEFT_OUT, Hidden

if TYPE_CHECKING:
    from bpy.types import Context

    from ...errors import RodinError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastError:
    """What was reported."""

    code: str
    sentence: str = field(repr=False)
    """As it was shown."""
    hidden: Hidden
    """What was the artist's at that moment, but for other jobs."""
    at: float
    """Seconds since the epoch."""

    def without(self, known: Hidden) -> str:
        """Return the sentence without what was the artist's then, and is now."""
        return (self.hidden | known).out_of(self.sentence)


_kept: LastError | None = None


def keep(context: Context, error: RodinError, *, job_id: str = "") -> None:
    """Keep an error in place of the one before. It does not raise, and is cheap however many jobs there are.

    :param job_id: the job that it is about; "" for none.
    """
    global _kept  # one for the whole process
    sentence, hidden = str(error), Hidden()
    try:
        hidden = hidden_of_now(context, job_id=job_id)
    except Exception:  # what keeps the names from being known must not hide the error
        log.exception("What is private cannot be found out; of the last error, the code alone is kept")
        sentence = LEFT_OUT
    _kept = LastError(code=error.code, sentence=sentence, hidden=hidden, at=time.time())


def kept() -> LastError | None:
    """Return the last error; None if there was none yet."""
    return _kept

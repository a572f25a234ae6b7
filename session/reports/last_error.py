# SPDX-License-Identifier: GPL-3.0-or-later
"""The error that was reported last, for *Copy Details*: a report is gone from the screen after some seconds.

It is kept in memory alone, without what is the artist's.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .private import hidden

if TYPE_CHECKING:
    from bpy.types import Context

    from ...errors import RodinError


@dataclass(frozen=True, slots=True, kw_only=True)
class LastError:
    """What was reported."""

    code: str
    sentence: str
    """Scrubbed."""
    at: float
    """Seconds since the epoch."""


_kept: LastError | None = None


def keep(context: Context, error: RodinError, *, job_id: str = "") -> None:
    """Keep an error in place of the one before.

    :param job_id: the job that it is about; "" for none.
    """
    global _kept  # one for the whole process
    sentence = hidden(context, job_id=job_id).out_of(str(error))
    _kept = LastError(code=error.code, sentence=sentence, at=time.time())


def kept() -> LastError | None:
    """Return the last error; None if there was none yet."""
    return _kept

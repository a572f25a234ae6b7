# SPDX-License-Identifier: GPL-3.0-or-later
"""Why an active job waits, as a value that is set and cleared as a whole."""

from dataclasses import dataclass
from typing import TypedDict

from ..errors import Remedy, RodinError


class HoldColumns(TypedDict):
    """A hold as the columns of a job's row."""

    hold_code: str
    hold: str
    remedy: str
    blocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Why an active job waits, and what helps."""

    code: str = ""
    sentence: str = ""
    remedy: Remedy = Remedy.NONE
    blocked: bool = False
    """It lasts until somebody acts: another key, another plan, ``Ledger.resume``."""

    @classmethod
    def because_of(cls, error: RodinError, *, blocked: bool = False) -> "Hold":
        """Return the hold that an error means."""
        return cls(code=error.code, sentence=str(error), remedy=error.remedy, blocked=blocked)

    def columns(self) -> HoldColumns:
        """Return it as columns."""
        return {
            "hold_code": self.code,
            "hold": self.sentence,
            "remedy": str(self.remedy),
            "blocked": self.blocked,
        }


NO_HOLD = Hold()
"""The job goes on."""

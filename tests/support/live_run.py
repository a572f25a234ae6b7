# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run of `make live` ended with."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KEY = "a-key-that-nobody-may-read"
DOES_NOT_HOLD = "does not hold"


@dataclass(kw_only=True)
class Run:
    """What a run ended with."""

    status: int
    said: str
    folder: Path
    report: dict[str, Any] = field(default_factory=dict)

    def named(self, verdict: str = DOES_NOT_HOLD) -> set[str]:
        """The questions with a verdict."""
        return {each["name"] for each in self.report["questions"] if each["verdict"] == verdict}

    def seen(self, question: str) -> str:
        """What was seen about a question."""
        return next(each["seen"] for each in self.report["questions"] if each["name"] == question)

# SPDX-License-Identifier: GPL-3.0-or-later
"""What has been paid for: written at each step, so that an interrupted run goes on and pays nothing twice.

Holds the ids of tasks, which are secrets: a file for the user's eyes alone.
"""

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..asking.private_file import write_private
from .call import End, Outcome

_KEPT = (
    *("call", "end", "price", "task_uuid", "subscription_key", "submitted_at", "refusal", "consumed"),
    *("balance_before", "balance_after", "balance_at_end"),
)
_REMEMBERED_SECONDS = 60 * 24 * 3600.0


class OtherAccount(Exception):
    """An unfinished run belongs to another key or another address."""


@dataclass(slots=True, kw_only=True)
class State:
    """An unfinished run, and the tasks of finished ones.

    :param account: tells accounts apart without giving the key away.
    :param outcomes: of the run's paid calls, by name.
    :param known: secrets and the stand-ins that they have in the run's recording.
    :param old_tasks: (task uuid, seconds since 1970) of earlier runs.
    """

    path: Path
    account: str
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict, repr=False)
    old_tasks: list[tuple[str, float]] = field(default_factory=list, repr=False)

    @classmethod
    def load(cls, path: Path, *, account: str) -> "State":
        """Read the state of an unfinished run; begin anew where there is none.

        :raises OtherAccount:
        :raises ValueError: where the file is damaged, so that it is not known what was paid.
        """
        try:
            written: dict[str, Any] = json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return cls(path=path, account=account)
        outcomes = {each["call"]: Outcome(**each | {"end": End(each["end"])}) for each in written["outcomes"]}
        same = written["account"] == account
        if outcomes and not same:
            raise OtherAccount
        old = [(task, at) for task, at in written["old_tasks"] if same and time.time() - at < _REMEMBERED_SECONDS]
        return cls(path=path, account=account, outcomes=outcomes, known=written["known"], old_tasks=old)

    def write(self) -> None:
        """Write it to the disk itself. :raises OSError:"""
        outcomes = [
            {name: value for name, value in asdict(each).items() if name in _KEPT} for each in self.outcomes.values()
        ]
        told = {"account": self.account, "outcomes": outcomes, "known": dict(self.known), "old_tasks": self.old_tasks}
        write_private(self.path, json.dumps(told, indent=1).encode())

    def finish(self) -> None:
        """End the run: its tasks are remembered for the question what becomes of old ones."""
        self.old_tasks += [(each.task_uuid, each.submitted_at) for each in self.outcomes.values() if each.task_uuid]
        self.outcomes, self.known = {}, {}
        self.write()


def account_of(api_key: str, base_url: str) -> str:
    """Return what tells accounts apart."""
    return hashlib.sha256(f"{api_key}\n{base_url}".encode()).hexdigest()[:16]

# SPDX-License-Identifier: GPL-3.0-or-later
"""What was received and what was charged: the sandbox's memory for whoever wants to check a client."""

from collections import Counter
from typing import Any

from .clock import Clock

SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})
REQUEST_LIMIT = 20_000


class Record:
    """Every request in order, and every submission with what it cost. Secrets are never kept."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.era = 0
        """How often everything was forgotten: what came in before that has no place here any more."""
        self.requests: list[dict[str, Any]] = []
        self.submissions: list[dict[str, Any]] = []
        self.faults: Counter[str] = Counter()
        self.problems: list[str] = []

    def request(self, *, port: str, method: str, path: str, headers: Any) -> dict[str, Any]:
        """Note a request that has just come in; the caller fills in the rest as it learns it."""
        moment = self._clock.now()
        entry: dict[str, Any] = {
            "number": len(self.requests) + 1,
            "at": self._clock.wall(moment).isoformat(),
            "seconds": moment,
            "port": port,
            "method": method,
            "path": path,
            "headers": {name: value for name, value in headers.items() if name.lower() not in SECRET_HEADERS},
            "has_authorization": "Authorization" in headers,
            "fields": {},
            "files": [],
            "answer": None,
            "fault": None,
        }
        self.requests.append(entry)
        del self.requests[:-REQUEST_LIMIT]
        return entry

    def submission(self, **facts: Any) -> dict[str, Any]:
        """Note a paid submission."""
        entry = {"at": self._clock.wall().isoformat(), "seconds": self._clock.now(), **facts}
        self.submissions.append(entry)
        return entry

    def as_json(self) -> dict[str, Any]:
        """Return the whole record."""
        return {
            "requests": self.requests,
            "submissions": self.submissions,
            "charged": sum(entry["charged"] for entry in self.submissions),
            "faults": dict(self.faults),
            "problems": self.problems,
        }

    def clear(self) -> None:
        """Forget everything."""
        self.era += 1
        self.requests.clear()
        self.submissions.clear()
        self.faults.clear()
        self.problems.clear()

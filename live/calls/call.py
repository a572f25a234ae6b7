# SPDX-License-Identifier: GPL-3.0-or-later
"""One paid call, described before it is made; and what became of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from ...api.http.transport import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is sent: a form of texts and files; a ``PaidRequest`` of the product's client."""

    path: str
    fields: Mapping[str, str]
    files: tuple[Part, ...] = ()

    def form(self) -> dict[str, str]:
        """Return the texts."""
        return dict(self.fields)

    def file_parts(self) -> tuple[Part, ...]:
        """Return the files."""
        return self.files


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call that costs credits.

    :param price: in credits, as listed.
    :param worst_price: what it costs at most; more than the price where a refusal is expected.
    :param order: makes what is sent, from the ids of the tasks of earlier calls.
    :param after: the call whose task it needs, "" for none.
    """

    name: str
    what: str
    price: float
    worst_price: float
    order: Callable[[Mapping[str, str]], Order]
    after: str = ""


class End(StrEnum):
    """How far a call has come."""

    SENDING = "sending"
    """Written before the first byte leaves: where nothing follows, it may have been paid."""
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of a call; all but the last four fields outlive an interrupted run.

    :param consumed: credits as the service says, None where it does not.
    :param balance_before: None where the service could not be asked, like the other balances.
    :param entries: (name, link) of the files, as listed.
    """

    call: str
    end: End = End.SENDING
    price: float = 0.0
    task_uuid: str = field(default="", repr=False)
    subscription_key: str = field(default="", repr=False)
    submitted_at: float = 0.0
    refusal: str = ""
    consumed: float | None = None
    balance_before: float | None = None
    balance_after: float | None = None
    balance_at_end: float | None = None
    steps: tuple[str, ...] = ()
    """The last states of its steps."""
    entries: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    files: Mapping[str, Path] = field(default_factory=dict)
    trouble: str = ""
    """Why its files could not be fetched."""

    @property
    def charged(self) -> float | None:
        """Credits that it cost: as the service says, else by the balance; None where neither tells."""
        if self.consumed is not None:
            return self.consumed
        if self.balance_before is None or self.balance_after is None:
            return None
        return max(0.0, self.balance_before - self.balance_after)

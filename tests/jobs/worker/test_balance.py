# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at the balance rest between one another, whoever asks meanwhile."""

from typing import Any

from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.worker.balance import BalanceLooker
from support.waiting import wait_until

URL = "https://api.example/v2"


class CountingClient:
    """Answers with the number of the question."""

    def __init__(self) -> None:
        self.asked = 0

    def balance(self) -> float:
        self.asked += 1
        return float(self.asked)


def test_who_asks_during_the_rest_is_answered_after_it(ledger: Ledger) -> None:
    now, client = [0.0], CountingClient()
    stand_in: Any = client
    looker = BalanceLooker(ledger, "mine", stand_in, rest_seconds=5.0, clock=lambda: now[0])

    def look() -> None:
        assert looker.start_if_asked()
        wait_until(lambda: not looker.busy, what="the end of a look")

    assert not looker.start_if_asked()  # nobody asked
    ledger.accounts.request_balance("mine", URL)
    look()
    assert (client.asked, ledger.accounts.get("mine").balance) == (1, 1.0)
    ledger.accounts.request_balance("mine", URL)
    now[0] = 4.9
    look()
    assert client.asked == 1
    now[0] = 5.0
    look()
    assert (client.asked, ledger.accounts.get("mine").balance) == (2, 2.0)
    assert not looker.start_if_asked()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at the balance when somebody asked for it, which also tests the key."""

import logging
import threading
import time
from collections.abc import Callable

from ...api.client import RodinClient
from ...errors import RodinError, Stopped
from ..ledger.ledger import Ledger

logger = logging.getLogger(__name__)


class BalanceLooker:
    """Answers requests for the balance in a thread of its own.

    :param rest_seconds: between two looks, since several jobs may ask at once.
    :param clock: seconds that only grow.
    """

    def __init__(
        self,
        ledger: Ledger,
        account: str,
        client: RodinClient,
        *,
        rest_seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ledger = ledger
        self._account = account
        self._client = client
        self._rest_seconds = rest_seconds
        self._clock = clock
        self._thread: threading.Thread | None = None
        self._not_before = 0.0

    @property
    def busy(self) -> bool:
        """A look is under way."""
        return self._thread is not None and self._thread.is_alive()

    def start_if_asked(self) -> bool:
        """Begin a look if one is due, and return whether one is due or under way."""
        if self.busy:
            return True
        if not self._ledger.accounts.get(self._account).requested:
            return False
        if self._clock() >= self._not_before:
            self._thread = threading.Thread(target=self._look, name="balance", daemon=True)
            self._thread.start()
        return True

    def _look(self) -> None:
        try:
            try:
                self._ledger.accounts.record_balance(self._account, self._client.balance())
            except RodinError as error:
                logger.info("balance: %s", error.code)
                self._ledger.accounts.record_error(self._account, error)
        except (RodinError, Stopped) as error:
            logger.info("balance is not known: %s", type(error).__name__)
        self._not_before = self._clock() + self._rest_seconds

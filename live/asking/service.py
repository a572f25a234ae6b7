# SPDX-License-Identifier: GPL-3.0-or-later
"""The service of one account: asked by the product's own client, and by hand where the product would not ask so."""

import time
from collections.abc import Callable, Mapping, Sequence

from ...api.client import RodinClient
from ...api.http.address import normalise_base_url
from ...api.http.transport import Part, Request, RequestsTransport
from ...errors import RodinError
from .exchange import Exchange
from .recording import Recording
from .recording_transport import RecordingTransport

USER_AGENT = "RodinPropsLive/1"
UNKNOWN_ID = "00000000-0000-4000-8000-000000000000"
WRONG_KEY = "rodin-props-live-wrong-key"


class Service:
    """Asks, and remembers every exchange of this process.

    :param pause: sleeps so many seconds.
    :raises KeyUnusable, UnsafeAddress: as the product's client.
    """

    def __init__(
        self,
        *,
        api_key: str,
        base_url: str,
        recording: Recording,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        self.base_url = normalise_base_url(base_url)
        self.exchanges: list[Exchange] = []
        self.recording = recording
        self.pause = pause
        self._api_key = api_key.strip()
        for secret, stand_in in ((self._api_key, "api key"), (UNKNOWN_ID, "unknown id"), (WRONG_KEY, "wrong key")):
            recording.stand_ins.name(secret, f"<{stand_in}>")
        self._transport = RecordingTransport(
            RequestsTransport(user_agent=USER_AGENT),
            base_url=self.base_url,
            api_key=self._api_key,
            told=self._take_down,
        )
        self.client = self._client(self._api_key)

    def balance(self) -> float | None:
        """Ask for the credits left; None where the product cannot read the answer."""
        try:
            return self.client.balance()
        except RodinError:
            return None

    def with_wrong_key(self) -> Exchange:
        """Ask for the balance with a key that nobody has."""
        return self._asked(lambda: self._client(WRONG_KEY).balance())

    def status_of_nothing(self) -> Exchange:
        """Ask how far a task is that there is not."""
        return self._asked(lambda: self.client.status(UNKNOWN_ID))

    def files_of(self, task_uuid: str = UNKNOWN_ID) -> Exchange:
        """Ask for the files of a task, by default of one that there is not."""
        return self._asked(lambda: self.client.files(task_uuid))

    def send_form(self, path: str, fields: Mapping[str, str], files: Sequence[Part] = ()) -> Exchange:
        """Send a form once, whatever comes of it. :raises RodinError: where there is no answer."""
        parts = (*files, *(Part(name=name, data=text.encode()) for name, text in fields.items()))
        headers = {"Authorization": f"Bearer {self._api_key}", "Accept": "application/json"}
        request = Request(method="POST", url=self.base_url + path, headers=headers, parts=parts)
        with self._transport.open(request) as stream:
            while stream.read(65_536):
                pass
        return self.exchanges[-1]

    def fetch_again(self, link: str) -> Exchange:
        """Ask for the beginning of a file, to see whether its link is still valid. :raises RodinError: no answer."""
        request = Request(method="GET", url=link, headers={"Range": "bytes=0-99"})
        with self._transport.open(request) as stream:
            stream.read(100)
        return self.exchanges[-1]

    def _asked(self, ask: Callable[[], object]) -> Exchange:
        """Return what came last for a question. :raises RodinError: where nothing came."""
        before = len(self.exchanges)
        try:
            ask()
        except RodinError:
            if len(self.exchanges) == before:
                raise
        return self.exchanges[-1]

    def _take_down(self, exchange: Exchange) -> None:
        self.exchanges.append(exchange)
        self.recording.add(exchange)

    def _client(self, api_key: str) -> RodinClient:
        return RodinClient(
            api_key=api_key, base_url=self.base_url, transport=self._transport, wait=lambda s: bool(self.pause(s))
        )

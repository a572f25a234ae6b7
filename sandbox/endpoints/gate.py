# SPDX-License-Identifier: GPL-3.0-or-later
"""What every API request goes through before its handler: record, latency, faults, key, pace, errors."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta
from email.utils import format_datetime

from aiohttp import web

from ..faults import wire
from ..faults.answers import Answers, json_answer
from ..faults.books import Book, Books, Place, UnknownFault, directives, parse_faults
from ..requests.forms import Body, read_body
from ..requests.protocol import Refused
from ..state.clock import Clock
from ..state.links import Links
from ..state.record import Record
from ..state.settings import Settings
from ..tasks import Account

PREFIX = "/api/v2"
STAGES = {
    "/rodin": "submit",
    "/rodin_texture_only": "submit",
    "/bang": "submit",
    "/status": "status",
    "/download": "download",
    "/check_balance": "balance",
}
RATE_SECONDS = 60.0
ENTRY = web.RequestKey("entry", dict)
BODY = web.RequestKey("body", Body)
ERA = web.RequestKey("era", int)
"""Of the record, when the request came in."""
OWN_BOOK = web.RequestKey("own_book", Book)
ASKED = web.RequestKey("asked", dict[str, int])
"""The faults that were asked for in the words of a submission."""
WORDS = ("prompt", "instruction")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def stage_of(request: web.Request) -> str:
    """Return what a request is about, as faults call it; "any" for an address that is none of ours."""
    return STAGES.get(request.path.removeprefix(PREFIX), "any")


class Gate:
    """Lets requests in, or answers them itself."""

    def __init__(
        self, settings: Settings, clock: Clock, record: Record, links: Links, account: Account, book: Book
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._record = record
        self._account = account
        self._book = book
        self.answers = Answers(clock, other_origin=lambda: links.origin.replace("127.0.0.1", "localhost"))
        self._sent: deque[float] = deque()
        self._turned_away = 0

    def forget(self) -> None:
        """Forget how many requests came in lately."""
        self._sent.clear()

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request in to its handler, or answer it: the middleware."""
        if not request.path.startswith(PREFIX):
            return await handler(request)
        entry = self._record.request(port="api", method=request.method, path=request.path, headers=request.headers)
        request[ENTRY], request[ERA] = entry, self._record.era
        await asyncio.sleep(self._settings.latency_seconds)
        try:
            response = await self._answer(request, handler)
        except Refused as refused:
            response = json_answer(refused.body(), status=refused.http_status)
            entry["code"] = refused.code
        except UnknownFault as error:
            response = json_answer({"error": "INVALID_REQUEST", "message": f"Sandbox: {error}"})
            entry["code"] = "INVALID_REQUEST"
        except ConnectionError:  # the caller went away while sending or waiting, or all was forgotten meanwhile
            entry["answer"] = "gone"
            return wire.cut(request, reset=False)
        entry["answer"] = response.status
        return response

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        stage = stage_of(request)
        own = Book(parse_faults(request.headers.get("X-Sandbox-Fault", "")), happened=self._record.faults)
        request[BODY] = await self._body(request)
        self.refuse_forgotten(request)
        request[ASKED] = _take_directives(request[BODY]) if stage == "submit" else {}
        task_book = self._book_of_task(stage, request)
        if fault := Books(own, task_book, self._book).take(stage, "any", places=[Place.ANSWER]):
            request[ENTRY]["fault"] = fault.name
            return await self.answers.do(fault.kind, request)
        self._check_key(request)
        if refusal := self._check_pace():
            return refusal
        request[OWN_BOOK] = own
        return await handler(request)

    async def _body(self, request: web.Request) -> Body:
        body = await read_body(request) if request.method == "POST" else Body(kind="none")
        body.record(request[ENTRY])
        return body

    def _book_of_task(self, stage: str, request: web.Request) -> Book | None:
        """Find the faults that were asked for in the words of the task that this request is about."""
        body = request[BODY]
        try:
            if stage == "submit":
                return Book(request[ASKED], happened=self._record.faults)
            if stage == "status":
                return self._account.by_key(body.text("subscription_key")).book
            if stage == "download":
                return self._account.by_uuid(body.text("task_uuid")).book
        except Refused:
            pass
        return None

    def refuse_forgotten(self, request: web.Request) -> None:
        """Let nothing come of a request if all was forgotten since it came in. :raises ConnectionResetError:"""
        if request[ERA] != self._record.era:
            raise ConnectionResetError

    def _check_key(self, request: web.Request) -> None:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or key.strip() not in self._settings.keys:
            raise Refused("UNAUTHORIZED", "This needs an active API key.", http_status=401)

    def _check_pace(self) -> web.Response | None:
        now = self._clock.now()
        while self._sent and now - self._sent[0] > RATE_SECONDS:
            self._sent.popleft()
        if self._settings.rate_limit and len(self._sent) >= self._settings.rate_limit:
            seconds = max(1.0, RATE_SECONDS - (now - self._sent[0]))
            self._turned_away += 1
            after = str(round(seconds))
            if self._turned_away % 2 == 0:  # both forms are legal, so clients meet both
                after = format_datetime(self._clock.wall() + timedelta(seconds=seconds), usegmt=True)
            body = {"error": "TOO_MANY_REQUESTS", "message": "Slow down."}
            return json_answer(body, status=429, headers={"Retry-After": after})
        self._sent.append(now)
        return None


def _take_directives(body: Body) -> dict[str, int]:
    """Take the faults that are asked for out of the words of a submission. :raises UnknownFault:"""
    asked: dict[str, int] = {}
    for name in WORDS:
        text, faults = directives(body.text(name) or "")
        if faults:
            body.fields[name] = [text]
            asked |= faults
    return asked

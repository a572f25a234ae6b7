# SPDX-License-Identifier: GPL-3.0-or-later
"""The service's four calls, and the fetching of a file.

Free questions are repeated when that may help. A submission costs credits and is sent once, whatever happens.
"""

import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar

from ..errors import RodinError, Stopped
from . import answers, file_answers
from .answers import Answer
from .download import DownloadLimits, download
from .errors import KeyUnusable, RateLimited, Rejected, SubmissionUncertain
from .http.address import is_loopback, normalise_base_url
from .http.retry import RetryPolicy, wish_seconds
from .http.transport import Part, Request, Transport
from .models import Status, Submission, balance_from_json
from .paid_request import PaidRequest
from .results import RemoteFile, files_from_json

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLimits:
    """How long calls may take.

    :param submit_deadline_seconds: a submission carries pictures, over slow lines too.
    :param stall_seconds: without a byte in either direction; the answer to a submission may take longer.
    :param ask_total_seconds: no repetition of a free question begins later than this after its first try.
    """

    submit_deadline_seconds: float = 600.0
    submit_stall_seconds: float = 120.0
    ask_deadline_seconds: float = 45.0
    ask_stall_seconds: float = 20.0
    ask_total_seconds: float = 180.0


class Priority(IntEnum):
    """Which requests go first when they are rationed: those with the lowest number."""

    FILES = 0
    """Links are valid for minutes only."""
    SUBMIT = 1
    STATUS = 2
    BALANCE = 3


class Pace(Protocol):
    """Rations the requests of an account."""

    def acquire(self, priority: int, /) -> None:
        """Wait until a request may leave.

        :raises Stopped: where somebody asked to stop meanwhile.
        """

    def penalty(self, seconds: float, /) -> None:
        """Let no request leave for so long: the service asked for it."""


class RodinClient:
    """Speaks to one account of the service.

    :param api_key: sent to the origin of ``base_url`` alone.
    :param wait: sleeps so many seconds; returns True at once where somebody asks to stop.
    :param stop: says several times a second whether somebody asks to stop; a submission under way is not stopped.
    :raises KeyUnusable: where there is no key, or one that cannot be sent.
    :raises UnsafeAddress: where the key must not be sent to ``base_url``.
    """

    def __init__(
        self,
        *,
        api_key: str,
        base_url: str,
        transport: Transport,
        pace: Pace | None = None,
        retry: RetryPolicy | None = None,
        limits: CallLimits | None = None,
        wait: Callable[[float], bool],
        stop: Callable[[], bool] | None = None,
        clock: Callable[[], float] = time.monotonic,
        random: Callable[[], float] = random.random,
    ) -> None:
        self._api_key = usable_key(api_key)
        self._base_url = normalise_base_url(base_url)
        self._transport = transport
        self._pace = pace
        self._retry = retry or RetryPolicy()
        self._limits = limits or CallLimits()
        self._wait = wait
        self._stop = stop
        self._clock = clock
        self._random = random

    def __repr__(self) -> str:
        return f"RodinClient(base_url={self._base_url!r})"

    def submit(self, request: PaidRequest) -> Submission:
        """Send a request that costs credits, exactly once.

        ``errors.is_uncertain`` says of any error whether it may have been accepted all the same.

        :raises InvalidOptions, PictureRefused, MeshRefused: before anything is sent.
        :raises Rejected, ConnectionFailed, BadResponse: see there.
        :raises SubmissionUncertain: where the answer is a refusal that names a task.
        """
        texts = tuple(Part(name=name, data=text.encode("utf-8", "replace")) for name, text in request.form().items())
        http_request = self._request(
            "POST",
            request.path,
            parts=request.file_parts() + texts,
            deadline_seconds=self._limits.submit_deadline_seconds,
            stall_seconds=self._limits.submit_stall_seconds,
        )
        answer = self._exchange(http_request, Priority.SUBMIT)
        try:
            return Submission.from_json(self._accepted(answer))
        except Rejected as refusal:
            if answers.names_task(answer):
                raise SubmissionUncertain(str(refusal)) from None
            raise

    def status(self, subscription_key: str) -> Status:
        """Ask how far a task is. :raises RodinError: when asking repeatedly did not help."""
        body = {"subscription_key": subscription_key}
        return self._ask(Status.from_json, "POST", "/status", Priority.STATUS, body=body, secrets=(subscription_key,))

    def files(self, task_uuid: str) -> tuple[RemoteFile, ...]:
        """Ask for the links of a task's files, empty as long as there are none. :raises RodinError: as ``status``."""
        return self._ask(files_from_json, "POST", "/download", Priority.FILES, body={"task_uuid": task_uuid})

    def balance(self) -> float:
        """Ask for the credits left. :raises RodinError: as ``status``."""
        return self._ask(balance_from_json, "GET", "/check_balance", Priority.BALANCE)

    def download(
        self,
        file: RemoteFile,
        destination: Path,
        *,
        refresh: Callable[[], RemoteFile],
        on_progress: Callable[[int, int | None], None] = lambda done, total: None,
        check: Callable[[Path], object] = lambda path: None,
        limits: DownloadLimits | None = None,
    ) -> Path:
        """Fetch a file, see ``download.download``; the key is not sent."""
        return download(
            self._transport,
            file,
            destination,
            refresh=refresh,
            on_progress=on_progress,
            check=check,
            stop=self._stop or (lambda: False),
            wait=self._wait,
            retry=self._retry,
            limits=limits or DownloadLimits(),
            from_loopback=is_loopback(self._base_url),
        )

    def size_bytes(self, file: RemoteFile) -> int | None:
        """Ask how large a file is, see ``file_answers.size_bytes``; the key is not sent."""
        stop = self._stop or (lambda: False)
        return file_answers.size_bytes(self._transport, file.url, stop=stop, from_loopback=is_loopback(self._base_url))

    def _ask(
        self,
        parse: Callable[[object], _T],
        method: str,
        path: str,
        priority: Priority,
        *,
        body: Mapping[str, str] | None = None,
        secrets: tuple[str, ...] = (),
    ) -> _T:
        """Ask a free question, again where that may help."""
        began = self._clock()
        content = json.dumps(body).encode() if body is not None else None
        request = self._request(
            method,
            path,
            json=content,
            stop=self._stop,
            deadline_seconds=self._limits.ask_deadline_seconds,
            stall_seconds=self._limits.ask_stall_seconds,
        )
        attempt = 1
        while True:
            try:
                return parse(self._accepted(self._exchange(request, priority), *secrets))
            except RodinError as error:
                wish = wish_seconds(error)
                delay = self._retry.delay_seconds(attempt, retry_after_seconds=wish, random=self._random())
                if (
                    not self._retry.again(error, attempt)
                    or self._clock() - began + delay > self._limits.ask_total_seconds
                ):
                    raise
            if self._wait(delay):
                raise Stopped
            attempt += 1

    def _exchange(self, request: Request, priority: Priority) -> Answer:
        if self._pace is not None:
            self._pace.acquire(priority)
        with self._transport.open(request) as stream:
            return answers.read(stream)

    def _accepted(self, answer: Answer, *secrets: str) -> Mapping[str, object]:
        """Return the body of an answer that accepts the request."""
        try:
            return answers.accept(answer, secrets=(self._api_key, *secrets))
        except RateLimited as error:
            if self._pace is not None and error.retry_after_seconds is not None:
                self._pace.penalty(error.retry_after_seconds)
            raise

    def _request(self, method: str, path: str, **content: Any) -> Request:
        headers = {"Authorization": f"Bearer {self._api_key}", "Accept": "application/json"}
        return Request(method=method, url=self._base_url + path, headers=headers, **content)


def usable_key(text: str) -> str:
    """Return a key without the white space around it.

    :raises KeyUnusable: where nothing is left, or something that no request can carry.
    """
    key = text.strip()
    if not key:
        raise KeyUnusable("No API key is set")
    if not key.isascii() or not key.isprintable() or " " in key or len(key) > 4_096:
        raise KeyUnusable("The API key holds characters that no key has")
    return key

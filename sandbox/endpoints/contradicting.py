# SPDX-License-Identifier: GPL-3.0-or-later
"""Contradictions that are done to answers and to the account. Two middlewares: around the gate, and behind it."""

import json
from typing import Any

from aiohttp import web

from ..contradictions.bodies import change_body, surcharge
from ..faults.answers import json_answer
from ..requests.protocol import Refused
from ..state.record import Record
from ..state.settings import Settings
from ..tasks import Account, Task
from .gate import BODY, PREFIX, Handler, stage_of

FREE_CALL_CREDITS = 0.1
OTHER_CODES = {
    "wrong_key_403": ("UNAUTHORIZED", 403, "API_KEY_INVALID"),
    "unknown_task_404": ("NO_SUCH_TASK", 404, "TASK_NOT_FOUND"),
}
"""Contradiction -> the code that it replaces, and status and code in its place."""


class Contradicting:
    """Does what the settings say; without contradictions, nothing."""

    def __init__(self, settings: Settings, record: Record, account: Account) -> None:
        self._settings = settings
        self._record = record
        self._account = account
        self._refunded: set[str] = set()

    @web.middleware
    async def around(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Change what is answered, refusals of the gate too: the outer middleware."""
        response = await handler(request)
        names = self._settings.contradictions if request.path.startswith(PREFIX) else ()
        body = _object(response) if names else None
        if body is None:
            return response
        for name in names:
            response = self._answer(name, stage_of(request), body, response)
        return response

    def _answer(self, name: str, stage: str, body: dict[str, Any], response: web.StreamResponse) -> web.StreamResponse:
        if name in OTHER_CODES and body.get("error") == OTHER_CODES[name][0]:
            _, status, code = OTHER_CODES[name]
            return json_answer({**body, "error": code}, status=status)
        if name == "success_said" and stage == "balance" and "balance" in body:
            return json_answer({**body, "error": "SUCCESS"}, status=response.status)
        if name == "queue_length_text" and stage == "status" and "jobs" in body:
            return json_answer({**body, "queue_length": "three before you"}, status=response.status)
        if name == "rate_headers_low":
            response.headers["X-RateLimit-Limit"] = "30"
        return response

    @web.middleware
    async def behind(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Change what is asked for and what it costs: the inner middleware, where the body has been read."""
        names = self._settings.contradictions
        if not names or BODY not in request:
            return await handler(request)
        body, stage = request[BODY], stage_of(request)
        if stage == "submit":
            nothing = request.path.endswith("/rodin") and not body.text("prompt") and not body.files
            if nothing and "empty_submission_422" in names:
                raise Refused("MISSING_INPUT", "There is nothing to make a model of.", http_status=422)
            change_body(names, body)
            return self._priced(await handler(request), surcharge(names, body))
        response = await handler(request)
        if stage == "download" and "free_calls_charged" in names:
            self._settings.credits -= FREE_CALL_CREDITS
        if stage == "status" and "failed_refunded" in names:
            self._refund(self._account.by_key(body.text("subscription_key")))
        return response

    def _priced(self, response: web.StreamResponse, extra: float) -> web.StreamResponse:
        body = _object(response)
        if not extra or body is None or "uuid" not in body:
            return response
        self._settings.credits -= extra
        self._record.submissions[-1]["charged"] += extra
        if "consumed" in body:
            body["consumed"] += extra
        return json_answer(body, status=response.status)

    def _refund(self, task: Task) -> None:
        if (task.doomed or task.failure) and task.uuid not in self._refunded:
            self._refunded.add(task.uuid)
            self._settings.credits += task.request.price


def _object(response: web.StreamResponse) -> dict[str, Any] | None:
    """Return the JSON object that is answered; None where it is something else."""
    if not isinstance(response, web.Response) or response.content_type != "application/json":
        return None
    try:
        body = json.loads(response.text or "")
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None

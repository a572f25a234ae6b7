# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers as they were recorded, as far as they were. Two middlewares: around the gate, and behind it."""

import asyncio
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from aiohttp import web

from ..faults.answers import json_answer
from ..replay.flow import Flow, relink
from ..replay.recording import ID_FIELDS, UNKNOWN, Recorded, Recording, nearest
from ..requests.forms import Body
from ..requests.protocol import Refused
from ..tasks import Task
from .api import Api
from .gate import BODY, PREFIX, Handler, stage_of

_LOOK_SECONDS = 0.05
_KEPT_HEADERS = ("retry-after",)


class Replaying:
    """Replays a recording. What it does not know is answered as ever."""

    def __init__(self, recording: Recording, api: Api) -> None:
        self._recording = recording
        self._api = api
        self._flows: dict[str, Flow] = {}
        self._uses: Counter[int] = Counter()
        self._balances = 0

    @web.middleware
    async def around(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse a wrong key as it was refused: the outer middleware."""
        response = await handler(request)
        recorded = self._recording.with_other_key()
        if response.status == 401 and request.path.startswith(PREFIX) and recorded is not None:
            return _as_recorded(recorded, recorded.content)
        return response

    @web.middleware
    async def behind(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer what was recorded: the inner middleware, where the body has been read."""
        if BODY not in request:
            return await handler(request)
        answers = {"submit": self._submit, "status": self._status, "download": self._download, "balance": self._balance}
        answer = answers.get(stage_of(request))
        replayed = await answer(request, handler) if answer is not None else None
        return replayed if replayed is not None else await handler(request)

    async def _submit(self, request: web.Request, handler: Handler) -> web.StreamResponse | None:
        body, path = request[BODY], request.path.removeprefix(PREFIX)
        files = tuple((upload.field_name, len(upload.data)) for upload in body.files)
        found = nearest(self._recording.submissions(path), self._with_stand_ins(body), files)
        if not found:
            return None
        recorded = min(found, key=lambda each: self._uses[id(each)])
        self._uses[id(recorded)] += 1
        if not recorded.task:
            return _as_recorded(recorded, recorded.content)
        task = await self._begun(request, handler)
        flow = Flow(recording=self._recording, accepted=recorded)
        flow.ids = {recorded.task: task.uuid} | ({recorded.key: task.subscription_key} if recorded.key else {})
        self._flows[task.uuid] = self._flows[task.subscription_key] = flow
        consumed = recorded.content.get("consumed")
        if isinstance(consumed, int | float):
            self._api.record.submissions[-1]["charged"] = consumed
        return _as_recorded(recorded, flow.own(recorded.content))

    async def _begun(self, request: web.Request, handler: Handler) -> Task:
        """Begin a task of ours: of what is asked for or, where we would refuse that, of words. :raises Refused:"""
        known = set(self._api.account.tasks)
        try:
            await handler(request)
        except Refused:
            await self._api.begin_any(request)
        if not (new := set(self._api.account.tasks) - known):
            await self._api.begin_any(request)
            new = set(self._api.account.tasks) - known
        return self._api.account.tasks[new.pop()]

    async def _status(self, request: web.Request, handler: Handler) -> web.StreamResponse | None:
        return self._told(self._flow(request, "subscription_key"), request, "/status", Flow.status)

    async def _download(self, request: web.Request, handler: Handler) -> web.StreamResponse | None:
        flow = self._flow(request, "task_uuid")
        if flow is None or (recorded := flow.files()) is None:
            return self._told(None, request, "/download", Flow.files)
        content = recorded.content
        if not isinstance(content, dict) or not isinstance(content.get("list"), list) or not content["list"]:
            return _as_recorded(recorded, flow.own(content))
        task = self._api.account.by_uuid(request[BODY].text("task_uuid"))
        while task.files is None and not task.failure:
            await asyncio.sleep(_LOOK_SECONDS)

        def link_to(name: str, data: bytes | None, lifetime_seconds: float | None) -> str:
            task.files = {**(task.files or {}), name: data if data is not None else _stand_in_for(name, task)}
            lifetime = self._api.settings.link_lifetime_seconds if lifetime_seconds is None else lifetime_seconds
            return self._api.links.link(task_uuid=task.uuid, file_name=name, lifetime_seconds=lifetime)

        entries = [relink(flow, entry, number, link_to) for number, entry in enumerate(content["list"], 1)]
        return _as_recorded(recorded, {**flow.own(content), "list": entries})

    async def _balance(self, request: web.Request, handler: Handler) -> web.StreamResponse | None:
        answers = self._recording.answers("/check_balance")
        self._balances += 1
        if not answers:
            return None
        recorded = answers[min(self._balances, len(answers)) - 1]
        return _as_recorded(recorded, recorded.content)

    def _told(self, flow: Flow | None, request: web.Request, path: str, take: Any) -> web.StreamResponse | None:
        """Return the recorded answer about a task; about one that there is not, where that was recorded."""
        if flow is not None:
            recorded: Recorded | None = take(flow)
            return _as_recorded(recorded, flow.own(recorded.content)) if recorded is not None else None
        asked = self._with_stand_ins(request[BODY])
        refusals = self._recording.answers(path, **asked) if UNKNOWN in asked.values() else []
        return _as_recorded(refusals[0], refusals[0].content) if refusals else None

    def _flow(self, request: web.Request, name: str) -> Flow | None:
        return self._flows.get(request[BODY].text(name) or "")

    def _with_stand_ins(self, body: Body) -> dict[str, str]:
        """Return the fields as a recording has them."""
        fields = {name: values[-1] for name, values in body.fields.items()}
        for name in ID_FIELDS:
            if name in fields:
                flow = self._flows.get(fields[name])
                fields[name] = _back(flow.ids).get(fields[name], UNKNOWN) if flow else UNKNOWN
        return fields


def _back(ids: Mapping[str, str]) -> dict[str, str]:
    return {own: stand_in for stand_in, own in ids.items()}


def _stand_in_for(name: str, task: Task) -> bytes:
    """Return a file of our own for one that was not kept: of the same kind if there is one, else the model."""
    files = task.files or {}
    kind = PurePosixPath(name).suffix.lower()
    alike = [data for own, data in sorted(files.items()) if PurePosixPath(own).suffix.lower() == kind]
    return next(iter(alike or files.values()), b"")


def _as_recorded(recorded: Recorded, content: Any) -> web.Response:
    headers = {name: value for name, value in recorded.headers.items() if name in _KEPT_HEADERS or "rate" in name}
    if recorded.is_json:
        return json_answer(json.loads(json.dumps(content)), status=recorded.status, headers=headers)
    kind = recorded.headers.get("content-type", "text/plain").partition(";")[0]
    return web.Response(status=recorded.status, text=str(content or ""), content_type=kind, headers=headers)

# SPDX-License-Identifier: GPL-3.0-or-later
"""The endpoints of the Rodin API, one handler each. What they share is in gate.py."""

import asyncio
import logging
from typing import Any

from aiohttp import web

from ..contradictions.models import change_models
from ..contradictions.settings import otherwise_set
from ..faults.answers import code, json_answer
from ..faults.books import Book, Books, Place
from ..faults.shapes import changed
from ..requests.forms import Body
from ..requests.generation import parse_generation
from ..requests.parts import Asset, parse_parts
from ..requests.protocol import Refused, succeed
from ..requests.textures import parse_textures
from ..state.clock import Clock
from ..state.links import Links
from ..state.record import Record
from ..state.settings import Settings
from ..tasks import Account, Request, Task
from ..workers.pool import WorkerPool
from .gate import ASKED, BODY, ENTRY, OWN_BOOK, PREFIX, Gate
from .results import add_zip, asset_of, job_of, listed_files

log = logging.getLogger(__name__)


class Api:
    """The service's state and its endpoints."""

    def __init__(self, settings: Settings, clock: Clock, record: Record, links: Links, workers: WorkerPool) -> None:
        self.settings = settings
        self.clock = clock
        self.record = record
        self.links = links
        self.workers = workers
        self.account = Account(settings, clock)
        self.book = Book(settings.faults, happened=record.faults)
        self.gate = Gate(settings, clock, record, links, self.account, self.book)
        self._making: set[asyncio.Task[None]] = set()

    def start_afresh(self) -> None:
        """Forget what came in, what runs and what is due."""
        self.record.clear()
        self.account.forget()
        self.gate.forget()
        self.book.clear()
        self.book.add(self.settings.faults)

    def routes(self) -> list[web.RouteDef]:
        """Return the endpoints."""
        return [
            web.post(f"{PREFIX}/rodin", self.submit),
            web.post(f"{PREFIX}/rodin_texture_only", self.texture_only),
            web.post(f"{PREFIX}/bang", self.bang),
            web.post(f"{PREFIX}/status", self.status),
            web.post(f"{PREFIX}/download", self.download),
            web.get(f"{PREFIX}/check_balance", self.balance),
        ]

    async def submit(self, request: web.Request) -> web.StreamResponse:
        """Answer POST /rodin."""
        body = request[BODY]
        if request[ASKED] and not body.text("prompt"):
            body.fields["prompt"] = ["prop"]
        return await self._accept(request, parse_generation(body, otherwise_set(self.settings)))

    async def begin_any(self, request: web.Request) -> web.StreamResponse:
        """Begin a task of words, whatever the request asks for."""
        words = Body(kind="multipart", fields={"prompt": ["prop"], "tier": ["Sketch"]})
        return await self._accept(request, parse_generation(words, self.settings))

    async def texture_only(self, request: web.Request) -> web.StreamResponse:
        """Answer POST /rodin_texture_only."""
        return await self._accept(request, parse_textures(request[BODY], price=self.settings.price_textures))

    async def bang(self, request: web.Request) -> web.StreamResponse:
        """Answer POST /bang."""
        wanted = parse_parts(
            request[BODY],
            asset_of=self._asset,
            price=self.settings.price_parts,
            least_strength=self.settings.bang_least_strength,
        )
        return await self._accept(request, wanted)

    def _asset(self, task_uuid: str) -> Asset:
        return asset_of(self.account.by_uuid(task_uuid), now=self.clock.now())

    async def _accept(self, request: web.Request, wanted: Request) -> web.StreamResponse:
        """Charge, record and start a task."""
        self.account.check_funds_and_room(wanted)
        pictures = tuple(image.data for image in wanted.images)
        if word := await self.workers.complaint(pictures, use_original_alpha=wanted.use_original_alpha):
            return code(word)
        self.gate.refuse_forgotten(request)
        self.account.check_funds_and_room(wanted)  # another submission may have come in between
        book = Book(request[ASKED], happened=self.record.faults)
        book.add(request[OWN_BOOK].due())
        task = self.account.submit(wanted, {**self.book.due(), **request[ASKED], **request[OWN_BOOK].due()}, book)
        entry = request[ENTRY]
        submission = self.record.submission(
            request=entry["number"],
            task_uuid=task.uuid,
            kind=wanted.kind,
            model_bytes=sum(each["size"] for each in entry["files"] if each["field"] == "model"),
            charged=wanted.price,
            seed=task.seed,
            fields=dict(entry["fields"]),
            files=list(entry["files"]),
            warnings=list(wanted.warnings),
        )
        self._start_making(task, submission)
        if fault := Books(book, self.book).take("billed", places=[Place.ANSWER]):
            entry["fault"] = fault.name
            return await self.gate.answers.do(fault.kind, request)
        return json_answer(self._changed("submit", task, request, self._accepted(task, wanted)))

    def _accepted(self, task: Task, wanted: Request) -> dict[str, Any]:
        known = [step.uuid for step in task.steps][: task.style.randint(0, len(task.steps))]
        body: dict[str, Any] = {
            "message": "Submitted.",
            "uuid": task.uuid,
            "jobs": {"uuids": known, "subscription_key": task.subscription_key},
        }
        if task.style.random() < 0.5:
            return {"error": None, **body}
        newer = {
            "prompt": wanted.prompt or "a prop like the one in the picture",
            "submit_time": self.clock.wall(task.submitted_at).isoformat(),
            "consumed": wanted.price,
        }
        return succeed({**body, **newer}, style=task.style)

    def _start_making(self, task: Task, submission: dict[str, Any]) -> None:
        making = asyncio.create_task(self._make(task, submission))
        self._making.add(making)
        making.add_done_callback(self._making.discard)

    async def _make(self, task: Task, submission: dict[str, Any]) -> None:
        try:
            files = await self.workers.make(job_of(task, otherwise_set(self.settings)))
            task.files = change_models(self.settings.contradictions, files, kind=task.request.kind)
            submission["done_seconds"] = max(self.clock.now(), *(step.ends for step in task.steps))
        except Exception as error:  # whatever went wrong, the task has failed and the record says why
            log.exception("no model for task %s", task.uuid)
            task.failure = f"{type(error).__name__}: {error}"
            self.record.problems.append(f"task {task.uuid}: {task.failure}")

    async def status(self, request: web.Request) -> web.StreamResponse:
        """Answer POST /status."""
        task = self.account.by_key(self._needed(request, "subscription_key"))
        task.looks += 1
        words = task.statuses(self.clock.now())
        answer: dict[str, Any] = {"jobs": [{"uuid": uuid, "status": word} for uuid, word in words]}
        if all(word == "Waiting" for _, word in words) and task.style.random() < 0.5:
            answer["queue_length"] = task.style.randint(0, 9)
        return json_answer(self._changed("status", task, request, succeed(answer, style=task.style)))

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Answer POST /download."""
        task = self.account.by_uuid(self._needed(request, "task_uuid"))
        names: list[str] = []
        if task.result(self.clock.now()) is not None:
            task.downloads += 1
            if task.downloads > self.settings.empty_downloads:
                names = listed_files(task)
        books = Books(request[OWN_BOOK], task.book, self.book)
        shape = books.take("download", places=[Place.SHAPE]) if names else None
        if shape and shape.kind == "zip":
            names = add_zip(task)
        expired = shape is not None and shape.kind == "url_expired"
        lifetime = -1.0 if expired else otherwise_set(self.settings).link_lifetime_seconds
        entries = [
            {"url": self.links.link(task_uuid=task.uuid, file_name=name, lifetime_seconds=lifetime), "name": name}
            for name in names
        ]
        answer = succeed({"list": entries}, style=task.style)
        if shape:
            request[ENTRY]["fault"] = shape.name
            answer = changed(shape.name, answer)
        return json_answer(answer)

    async def balance(self, request: web.Request) -> web.StreamResponse:
        """Answer GET /check_balance."""
        whole = int(self.settings.credits) == self.settings.credits
        balance = int(self.settings.credits) if whole else self.settings.credits
        answer = succeed({"balance": balance}, style=self.account.chance)
        return json_answer(self._changed("balance", None, request, answer), status=200)

    def _needed(self, request: web.Request, name: str) -> str:
        value = request[BODY].text(name)
        if value is None:
            raise Refused("INVALID_REQUEST", [f"{name} should not be empty"])
        return value

    def _changed(self, stage: str, task: Task | None, request: web.Request, answer: dict[str, Any]) -> dict[str, Any]:
        """Return the answer, with a due shape fault done to it."""
        books = Books(request[OWN_BOOK], task.book if task else None, self.book)
        fault = books.take(stage, places=[Place.SHAPE])
        if fault is None:
            return answer
        request[ENTRY]["fault"] = fault.name
        if task and fault.name in ("status.failed", "status.canceled"):
            task.doomed = True
        if task and fault.name == "status.flapping" and task.looks % 2 == 0:
            return changed("status.stuck", answer)
        return changed(fault.name, answer)

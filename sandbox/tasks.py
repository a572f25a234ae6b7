# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks and the account: what runs, how far it is, what it cost. No HTTP here."""

import base64
import json
import random
import uuid
from dataclasses import dataclass, field

from .faults.books import Book
from .requests.generation import GenerationRequest
from .requests.parts import PartsRequest
from .requests.protocol import Refused
from .requests.textures import TextureRequest
from .state.clock import Clock
from .state.settings import Settings

Request = GenerationRequest | TextureRequest | PartsRequest
"""What can be paid for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the service's sub-jobs. Moments are those of the sandbox's clock."""

    uuid: str
    appears: float
    begins: float
    ends: float
    outcome: str = "Done"

    def word(self, now: float) -> str:
        """Return its status word at a moment."""
        if now < self.begins:
            return "Waiting"
        return "Generating" if now < self.ends else self.outcome


@dataclass(slots=True, kw_only=True)
class Task:
    """One paid generation."""

    uuid: str
    subscription_key: str = field(repr=False)
    request: Request
    seed: int
    submitted_at: float
    steps: tuple[Step, ...]
    book: Book
    style: random.Random
    files: dict[str, bytes] | None = None
    """None until they are made."""
    failure: str = ""
    doomed: bool = False
    """Its status says that it failed: it has no files."""
    downloads: int = 0
    looks: int = 0

    def statuses(self, now: float) -> list[tuple[str, str]]:
        """Return (step uuid, word) of the steps that can be seen now. Not all are over before the files are made."""
        seen = [(step.uuid, step.word(now)) for step in self.steps if step.appears <= now]
        if self.failure:
            return [(name, "Failed" if index == 0 else word) for index, (name, word) in enumerate(seen)]
        if self.files is None:
            done = [index for index, (_, word) in enumerate(seen) if word == "Done"]
            if done and all(word in ("Done", "Failed") for _, word in seen):
                seen[done[-1]] = (seen[done[-1]][0], "Generating")
        return seen

    def finished(self, now: float) -> bool:
        """Say whether it no longer counts against the parallel limit."""
        return bool(self.failure) or (self.files is not None and now >= max(step.ends for step in self.steps))

    def result(self, now: float) -> dict[str, bytes] | None:
        """Return its files as they may be seen now; None where it has none, or not yet."""
        return self.files if self.finished(now) and not self.doomed else None


class Account:
    """One account with all its tasks."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.chance = random.Random(settings.seed)
        self.tasks: dict[str, Task] = {}
        self._by_key: dict[str, Task] = {}

    def check_funds_and_room(self, request: Request) -> None:
        """Check that it may be submitted. :raises Refused:"""
        if self.settings.credits < request.price:
            raise Refused("API_INSUFFICIENT_FUNDS", "Your balance does not cover this generation.")
        now = self.clock.now()
        running = sum(not task.finished(now) for task in self.tasks.values())
        if self.settings.parallel_limit and running >= self.settings.parallel_limit:
            raise Refused("API_PARALLELISM_LIMIT_REACHED", "Too many tasks are running at the same time.")

    def submit(self, request: Request, faults: dict[str, int], book: Book) -> Task:
        """Charge for it and start it."""
        self.settings.credits -= request.price
        seed = request.seed if request.seed is not None else self.chance.randrange(65536)
        now = self.clock.now()
        task_uuid = self._new_uuid()
        task = Task(
            uuid=task_uuid,
            subscription_key=self._new_key(task_uuid),
            request=request,
            seed=seed,
            submitted_at=now,
            steps=self._plan(request, now, faults),
            book=book,
            style=random.Random(self.chance.getrandbits(32)),
        )
        self.tasks[task.uuid] = task
        self._by_key[task.subscription_key] = task
        return task

    def by_uuid(self, task_uuid: str | None) -> Task:
        """Find a task by its uuid. :raises Refused: NO_SUCH_TASK, also for one older than the retention."""
        return self._living(self.tasks.get(task_uuid or ""))

    def by_key(self, subscription_key: str | None) -> Task:
        """Find a task by its subscription key. :raises Refused: NO_SUCH_TASK, also for one older than the retention."""
        return self._living(self._by_key.get(subscription_key or ""))

    def forget(self) -> None:
        """Drop all tasks."""
        self.tasks.clear()
        self._by_key.clear()

    def _living(self, task: Task | None) -> Task:
        if task is None or self.clock.now() - task.submitted_at > self.settings.retention_seconds:
            raise Refused("NO_SUCH_TASK", "There is no such task.")
        return task

    def _new_uuid(self) -> str:
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))

    def _new_key(self, task_uuid: str) -> str:
        header = _encoded({"alg": "HS256", "typ": "JWT"})
        payload = _encoded({"task": task_uuid, "sub": self._new_uuid(), "scope": "subscribe", "iat": 1_760_000_000})
        return f"{header}.{payload}.{_encoded(self.chance.randbytes(96).hex())}"

    def _plan(self, request: Request, now: float, faults: dict[str, int]) -> tuple[Step, ...]:
        """Plan between one and six steps that appear one after the other; at first the list may be empty."""
        total = request.duration_seconds * self.chance.uniform(0.9, 1.15) / self.settings.speed
        count = self.chance.randint(1, 6)
        visible = self.chance.randint(0, count)
        weights = [self.chance.uniform(0.5, 1.5) for _ in range(count)]
        steps: list[Step] = []
        moment = now + total * 0.08
        for index, weight in enumerate(weights):
            ends = moment + total * 0.92 * weight / sum(weights)
            appears = now if index < visible else max(now + total * 0.03, moment - total * 0.05)
            steps.append(Step(uuid=self._new_uuid(), appears=appears, begins=moment, ends=ends))
            moment = ends
        if request.preview_render or "status.failed_with_done" in faults:
            last = steps[-1]
            steps.append(Step(uuid=self._new_uuid(), appears=now, begins=last.begins, ends=last.ends, outcome="Failed"))
        return tuple(steps)


def _encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

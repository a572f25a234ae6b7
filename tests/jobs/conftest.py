# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger, jobs in it, worker processes on it. Nothing sleeps for a fixed time: conditions are waited for."""

import struct
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.accounts import account_id
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.job import Job, NewJob
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.worker.supervisor import Supervisor, WorkerSettings

FAKE_BLENDER = Path(__file__).with_name("fake_blender.py")
ACCOUNT = "0123456789abcdef"
BASE_URL = "http://127.0.0.1:9/api/v2"

WaitUntil = Callable[..., Any]
AddJob = Callable[..., Job]


def wait_until(condition: Callable[[], Any], *, seconds: float = 40.0, what: str = "") -> Any:
    """Return the condition's first true value; fail after so many seconds."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < deadline, f"waited in vain for {what or condition}"
        time.sleep(0.01)
    return value


def png(width: int = 64, height: int = 64) -> bytes:
    """A picture of a disc on transparency."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    def pixel(x: int, y: int) -> bytes:
        inside = (x - width / 2) ** 2 + (y - height / 2) ** 2 < (width / 3) ** 2
        return b"\xc0\x60\x20\xff" if inside else b"\0\0\0\0"

    lines = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def fake_prepare(mode: str = "ok") -> tuple[str, ...]:
    """The beginning of a command that behaves like a background Blender, well or badly."""
    return (sys.executable, "-I", str(FAKE_BLENDER), mode)


@pytest.fixture(name="wait_until")
def _wait_until() -> WaitUntil:
    return wait_until


@pytest.fixture(name="fake_prepare")
def _fake_prepare() -> Callable[..., tuple[str, ...]]:
    return fake_prepare


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    return tmp_path / "rodin" / "ledger.sqlite3"


@pytest.fixture
def ledger(ledger_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(ledger_path)
    yield opened
    opened.close()


@pytest.fixture
def add_job(ledger: Ledger, ledger_path: Path) -> AddJob:
    """A function that adds a job with one picture."""

    def add(root: Path | None = None, **changes: Any) -> Job:
        folder = make_job_folder(root or ledger_path.parent / "jobs")
        (folder / "image_1.png").write_bytes(png())
        told: dict[str, Any] = {
            "account": ACCOUNT,
            "base_url": BASE_URL,
            "name": "Chair",
            "source": "PICTURE",
            "prompt": "a chair",
            "images": ("image_1.png",),
        }
        return ledger.add(NewJob(folder=folder, **{**told, **changes}))

    return add


class Service:
    """A ledger's account at a sandbox, with workers of its own."""

    def __init__(self, sandbox: Any, ledger: Ledger, add_job: AddJob) -> None:
        self.sandbox = sandbox
        self.ledger = ledger
        self.account = account_id(sandbox.key, sandbox.base_url)
        self.settings = {"poll_interval_seconds": 0.1, "requests_per_minute": 600, "parallel_jobs": 10}
        self.supervisor = Supervisor(ledger.path, [sys.executable])
        self._add_job = add_job

    def add(self, **changes: Any) -> Job:
        told = {"account": self.account, "base_url": self.sandbox.base_url, "prepare_command": fake_prepare()}
        return self._add_job(**{**told, **changes})

    def ensure(self, **settings: Any) -> None:
        self.supervisor.ensure(
            account=self.account,
            api_key=self.sandbox.key,
            base_url=self.sandbox.base_url,
            settings=WorkerSettings(**{**self.settings, **settings}),
        )

    def wait_for(self, job: Job, *states: str, **settings: Any) -> Job:
        """Keep a worker alive until the job is in one of these states."""

        def arrived() -> Job | None:
            self.ensure(**settings)
            now = self.ledger.get(job.id)
            return now if now.state in states else None

        try:
            found: Job = wait_until(arrived)
        except AssertionError:
            now = self.ledger.get(job.id)
            raise AssertionError(f"{now.state}: {now.error or now.hold}\n{self.log()}") from None
        return found

    def faults(self, **settings: Any) -> None:
        """Let things go wrong so many times each (-1: always); further settings as for a scenario."""
        faults = {name: str(times) for name, times in settings.pop("named").items()}
        self.sandbox.scenario(faults=faults, **settings)

    def submissions(self) -> list[Any]:
        found: list[Any] = self.sandbox.record()["submissions"]
        return found

    def log(self) -> str:
        texts = [path.read_text() for path in self.ledger.path.parent.glob("worker-*") if path.is_file()]
        return "\n".join(texts)

    def worker_pid(self) -> int | None:
        child = self.supervisor._children.get(self.account)
        return child.process.pid if child is not None and child.process.poll() is None else None


@pytest.fixture(scope="session")
def quick_sandbox(start_sandbox: Callable[..., Any]) -> Any:
    """A sandbox that makes small models at once."""
    small = ("--texture-pixels", "32", "--max-faces", "300", "--empty-downloads", "0")
    return start_sandbox("--speed", "1000", "--rate-limit", "0", "--parallel-limit", "0", *small)


@pytest.fixture
def sandbox(quick_sandbox: Any) -> Any:
    quick_sandbox.reset()
    return quick_sandbox


@pytest.fixture
def service(sandbox: Any, ledger: Ledger, add_job: AddJob) -> Iterator[Service]:
    """The shared sandbox with a fresh ledger; workers are ended at the end."""
    made = Service(sandbox, ledger, add_job)
    yield made
    made.supervisor.stop_all(wait_seconds=5.0)
    made.supervisor.close()

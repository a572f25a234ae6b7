# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures: a ledger of its own in place of the one of the other tests, and jobs in it that nobody sends; or none."""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]
Add = Callable[..., Any]


@pytest.fixture
def own_folder(part: Part, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty folder in place of the extension's own, whatever other tests have left there: nothing was generated."""
    session, look = part("session.session"), part("session.watching.look")
    session.close()
    monkeypatch.setattr(part("session.addon"), "user_folder", lambda: tmp_path)
    look.forget()
    yield tmp_path
    session.close()
    look.forget()


@pytest.fixture
def ledger(part: Part, own_folder: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty ledger in place of the one of the other tests; nothing is sent for its jobs."""
    monkeypatch.setenv("RODIN_BASE_URL", "http://127.0.0.1:9/api/v2")
    monkeypatch.setenv("RODIN_API_KEY", "a-key")
    ledger = part("session.session").current().ledger
    account = part("session.addon").account(bpy.context)
    with part("jobs.locks").FileLock(part("jobs.accounts").worker_lock_path(ledger.path, account.id)) as lock:
        assert lock.acquire()  # as if a worker lived
        yield ledger


@pytest.fixture
def add(ledger: Any, part: Part) -> Add:
    """A function that adds a job and brings it through states."""

    def added(*states: str, name: str = "Chair", **values: Any) -> Any:
        account = part("session.addon").account(bpy.context)
        folder = part("jobs.files").make_job_folder(ledger.path.parent / "jobs")
        usual = {"account": account.id, "base_url": account.base_url, "source": "TEXT", "prompt": "a chair"}
        job = ledger.add(part("jobs.job").NewJob(folder=folder, name=name, **{**usual, **values}))
        for state in states:
            job = ledger.move(job.id, part("jobs.states").State(state))
        return job

    return added

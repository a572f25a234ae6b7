# SPDX-License-Identifier: GPL-3.0-or-later
"""A service over a socket that has nothing but files."""

import dataclasses
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rodin_props.api.client import RodinClient
from rodin_props.api.http.transport import RequestsTransport
from rodin_props.jobs.job import Job
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from rodin_props.jobs.steps.download import fetch
from rodin_props.jobs.steps.tools import JobTools
from support.jobs.file_host import FileHost


@pytest.fixture
def host() -> Iterator[FileHost]:
    """A service over a socket that has nothing but files."""
    server = FileHost()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def downloading(ledger: Ledger, add_job: Any) -> Callable[..., Job]:
    """A function that adds a job whose model is to be fetched."""

    def add(**changes: Any) -> Job:
        job: Job = add_job(**changes)
        for state in (State.SUBMITTING, State.WAITING, State.DOWNLOADING):
            job = ledger.move(job.id, state, task_uuid="task")
        return job

    return add


@pytest.fixture
def fetch_from_host(tools: Callable[..., JobTools], host: FileHost) -> Callable[[Job], None]:
    """A function that fetches the model of a job from the host."""
    base_url = f"http://127.0.0.1:{host.server_port}"
    transport = RequestsTransport(user_agent="RodinPropsTests/1")
    client = RodinClient(api_key="key", base_url=base_url, transport=transport, wait=lambda seconds: False)
    return lambda job: fetch(job, dataclasses.replace(tools(), client=client, payer=client, fetcher=client))

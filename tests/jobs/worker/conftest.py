# SPDX-License-Identifier: GPL-3.0-or-later
"""A service for workers."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rodin_props.jobs.ledger.ledger import Ledger
from support.jobs.worker_service import AddJob, Service
from support.sandbox_process import QUICK, small


@pytest.fixture(scope="session")
def quick_sandbox(start_sandbox: Callable[..., Any]) -> Any:
    """A sandbox that makes small models at once."""
    return start_sandbox(*QUICK, *small(pixels=32, faces=300), "--empty-downloads", "0")


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

# SPDX-License-Identifier: GPL-3.0-or-later
"""A quick sandbox, and clients of it."""

from collections.abc import Callable
from typing import Any

import pytest
from rodin_props.api.client import CallLimits, RodinClient
from rodin_props.api.http.retry import RetryPolicy
from rodin_props.api.http.transport import RequestsTransport
from support.api.sandbox_client import LIMITS
from support.sandbox_process import QUICK, small


@pytest.fixture(scope="session")
def quick_sandbox(start_sandbox: Callable[..., Any]) -> Any:
    return start_sandbox(*QUICK, *small(pixels=64, faces=500))


@pytest.fixture
def service(quick_sandbox: Any) -> Any:
    quick_sandbox.reset()
    return quick_sandbox


@pytest.fixture
def asking(service: Any, waits: Any) -> Callable[..., RodinClient]:
    """Makes clients: patient ones, and impatient ones for faults that never end by themselves."""

    def make(limits: CallLimits = LIMITS) -> RodinClient:
        return RodinClient(
            api_key=service.key,
            base_url=service.base_url,
            transport=RequestsTransport(user_agent="RodinPropsTests/1"),
            wait=waits,
            retry=RetryPolicy(attempts=2),
            limits=limits,
        )

    return make


@pytest.fixture
def ask(asking: Callable[..., RodinClient]) -> RodinClient:
    return asking()

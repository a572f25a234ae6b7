# SPDX-License-Identifier: GPL-3.0-or-later
"""A sandbox, and somebody who calls it as a client would."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.package import ROOT
from support.plain_client import Caller
from support.sandbox_process import QUICK, small

sys.path.append(str(ROOT))  # for looking at the sandbox's own parts


@pytest.fixture(scope="session")
def small_sandbox(start_sandbox: Callable[..., Any]) -> Any:
    """A fast one whose models are small."""
    return start_sandbox(*QUICK, *small(pixels=128, faces=1500), "--credits", "1000")


@pytest.fixture
def caller(small_sandbox: Any) -> Iterator[Caller]:
    """Calls a sandbox that remembers nothing."""
    small_sandbox.reset()
    yield Caller(small_sandbox)
    small_sandbox.reset()

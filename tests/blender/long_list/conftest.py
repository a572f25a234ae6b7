# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger of its own with a thousand jobs, of which few matter."""

from collections.abc import Callable
from typing import Any

import pytest
from own_ledger import Add, Part, add, ledger, own_folder
from support.jobs.long_ledger import copy_job

__all__ = ["add", "ledger", "own_folder"]  # fixtures


@pytest.fixture
def many(ledger: Any, add: Add) -> Any:
    """A thousand jobs that were cancelled; gives the first."""
    first = add("CANCELLED", name="The first one")
    copy_job(ledger, first, 999)
    return first


@pytest.fixture
def read(part: Part, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the jobs that are read whole, as they are read."""
    ids: list[str] = []
    serialization = part("jobs.serialization")
    of_columns = serialization.job_from_columns

    def noted(values: Any) -> Any:
        ids.append(values["id"])
        return of_columns(values)

    monkeypatch.setattr(serialization, "job_from_columns", noted)
    return ids


@pytest.fixture
def anew(part: Part, ledger: Any) -> Callable[[], Any]:
    """A function that forgets all that was read, as the end of Blender does; gives the new session."""

    def begun() -> Any:
        part("session.session").close()
        part("session.watching.look").forget()
        return part("session.session").current()

    return begun

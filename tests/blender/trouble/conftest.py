# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs with errors, without a service."""

from collections.abc import Callable
from typing import Any

import pytest
from own_ledger import add, ledger, own_folder

__all__ = ["add", "ledger", "own_folder"]  # fixtures


@pytest.fixture
def remove_elsewhere(ledger: Any) -> Callable[[Any], None]:
    """A function that removes a job as another Blender does."""

    def remove(job: Any) -> None:
        other = type(ledger).open(ledger.path)
        other.remove(job.id)
        other.close()

    return remove

# SPDX-License-Identifier: GPL-3.0-or-later
"""A download to call."""

from pathlib import Path
from typing import Any

import pytest
from support.api.fetching import Fetch
from support.api.scripted_server import ScriptedServer


@pytest.fixture
def fetch(server: ScriptedServer, transport: Any, waits: Any, tmp_path: Path) -> Fetch:
    return Fetch(server, transport, waits, tmp_path / "jobs" / "model.glb")

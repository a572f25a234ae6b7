# SPDX-License-Identifier: GPL-3.0-or-later
"""How a model is checked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.glb.check import check_glb
from rodin_props.jobs.glb.limits import GlbLimits


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Any]:
    """A function that writes bytes to a file and checks them."""

    def write_and_check(content: bytes, **limits: Any) -> Any:
        path = tmp_path / "model.glb"
        path.write_bytes(content)
        return check_glb(path, limits=GlbLimits(**limits))

    return write_and_check

# SPDX-License-Identifier: GPL-3.0-or-later
"""A sandbox with small models, as it is what becomes of them that counts here, and what tells them apart."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from support.sandbox_process import QUICK, small

Part = Callable[[str], ModuleType]


@pytest.fixture(scope="session")
def shared_sandbox(start_sandbox: Callable[..., Any]) -> Any:
    """Small models."""
    return start_sandbox(*QUICK, *small(pixels=64, faces=500))


@pytest.fixture
def seed_of(online: Any, part: Part) -> Callable[[bpy.types.Object], int]:
    """A function that says with which seed a prop's shown mesh was made."""
    return lambda prop: part("scene.provenance").provenance_of(prop).options.seed

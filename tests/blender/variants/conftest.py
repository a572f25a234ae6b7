# SPDX-License-Identifier: GPL-3.0-or-later
"""What tells variants apart."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]


@pytest.fixture
def seed_of(online: Any, part: Part) -> Callable[[bpy.types.Object], int]:
    """A function that says with which seed a prop's shown mesh was made."""
    return lambda prop: part("scene.provenance").provenance_of(prop).options.seed

# SPDX-License-Identifier: GPL-3.0-or-later
"""How long enabling takes at the start of a Blender, and what it imports."""

import importlib
import sys
import time
from typing import Any

import bpy

from ..extension import MODULE


def measure(_: Any) -> dict[str, float]:
    """Import and register the extension, which this Blender has not loaded yet."""
    assert not any(MODULE in each.module for each in bpy.context.preferences.addons)
    before = set(sys.modules)
    began = time.perf_counter()
    package = importlib.import_module(MODULE)
    for layer in ("operators", "ui"):
        importlib.import_module(f"{MODULE}.{layer}")
    imported = time.perf_counter()
    package.register()
    ended = time.perf_counter()
    new = set(sys.modules) - before
    package.unregister()
    return {
        "enabling_seconds": ended - began,
        "register_seconds": ended - imported,
        "own_modules": sum(name.startswith(MODULE) for name in new),
        "requests": sum(name == "requests" for name in new),
    }

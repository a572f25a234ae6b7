# SPDX-License-Identifier: GPL-3.0-or-later
"""How long it takes to import requests in a Blender that has done nothing yet."""

import importlib
import subprocess
import sys
import time
from typing import Any

import bpy

_APART = "import time; began = time.perf_counter(); import requests; print(time.perf_counter() - began)"


def measure(_: Any) -> dict[str, Any]:
    """Import it here; or, where Blender itself has loaded it at its start (5.2), in a new process of its Python."""
    if "requests" not in sys.modules:
        began = time.perf_counter()
        importlib.import_module("requests")
        return {"seconds": time.perf_counter() - began, "apart": False}
    command = [sys.executable, *bpy.app.python_args, "-c", _APART]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {"seconds": float(told), "apart": True}

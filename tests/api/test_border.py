# SPDX-License-Identifier: GPL-3.0-or-later
"""The api needs no Blender, and importing it imports no HTTP library."""

import subprocess
import sys

import pytest
from support.package import LOADING

BLOCKING = """
import sys
for name in sys.argv[1:]:
    sys.modules[name] = None
"""
IMPORTING = """
import importlib, pkgutil
import rodin_props.api
for module in pkgutil.walk_packages(rodin_props.api.__path__, "rodin_props.api."):
    importlib.import_module(module.name)
print(*sorted(sys.modules))
"""


@pytest.mark.parametrize("blocked", [["bpy", "mathutils", "requests", "urllib3", "numpy"]])
def test_api_imports_without_blender_and_without_requests(blocked):
    command = [sys.executable, "-c", BLOCKING + LOADING + IMPORTING, *blocked]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    ours = [name for name in done.stdout.split() if name.startswith("rodin_props.")]
    assert "rodin_props.api.client" in ours
    below = ("rodin_props.errors", "rodin_props.disk", "rodin_props.processes")
    assert all(name.startswith(("rodin_props.api", *below)) for name in ours)

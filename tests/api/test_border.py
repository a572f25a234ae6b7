# SPDX-License-Identifier: GPL-3.0-or-later
"""The api needs no Blender, and importing it imports no HTTP library."""

import subprocess
import sys

import pytest

LOAD = """
import importlib.util, pkgutil, sys
for name in {blocked}:
    sys.modules[name] = None
root = {root!r}
spec = importlib.util.spec_from_file_location("rodin_props", root + "/__init__.py", submodule_search_locations=[root])
package = sys.modules["rodin_props"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(package)
import rodin_props.api
for module in pkgutil.walk_packages(rodin_props.api.__path__, "rodin_props.api."):
    importlib.import_module(module.name)
print(*sorted(sys.modules))
"""


@pytest.mark.parametrize("blocked", [["bpy", "mathutils", "requests", "urllib3", "numpy"]])
def test_api_imports_without_blender_and_without_requests(root, blocked):
    code = LOAD.format(blocked=blocked, root=str(root))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    ours = [name for name in done.stdout.split() if name.startswith("rodin_props.")]
    assert "rodin_props.api.client" in ours
    assert all(name.startswith(("rodin_props.api", "rodin_props.errors")) for name in ours)

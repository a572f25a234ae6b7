# SPDX-License-Identifier: GPL-3.0-or-later
"""How long enabling takes at the start of a Blender, and what it imports."""

import importlib
import sys
import time

import bpy  # brings addon_utils along

from .extension import MODULE, answer

assert not any(MODULE in each.module for each in bpy.context.preferences.addons)
before = set(sys.modules)
began, began_cpu = time.perf_counter(), time.thread_time()
package = importlib.import_module(MODULE)
for layer in ("operators", "ui"):
    importlib.import_module(f"{MODULE}.{layer}")
imported = time.perf_counter()
package.register()
ended, ended_cpu = time.perf_counter(), time.thread_time()
new = set(sys.modules) - before
answer(
    enabling_seconds=ended - began,
    enabling_cpu_seconds=ended_cpu - began_cpu,
    register_seconds=ended - imported,
    modules=len(new),
    own_modules=sum(name.startswith(MODULE) for name in new),
    requests=int("requests" in sys.modules),
)
package.unregister()

# SPDX-License-Identifier: GPL-3.0-or-later
"""How long it takes to import requests in a Blender that has done nothing yet."""

import importlib
import time

import bpy  # noqa: F401 - so that both measurements begin alike

from .extension import answer

began = time.perf_counter()
importlib.import_module("requests")
answer(seconds=time.perf_counter() - began)

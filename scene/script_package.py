# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a script of this folder import its neighbours in a Blender that does not have the extension. No bpy.

The script runs this file by `runpy`, as it cannot import it yet.
"""

import importlib.util
import sys
from pathlib import Path

_NAME = "rodin_props_scene"


def load_package() -> str:
    """Make this folder a package; returns the name by which its modules can be imported."""
    spec = importlib.util.spec_from_file_location(_NAME, Path(__file__).with_name("__init__.py"))
    assert spec is not None
    assert spec.loader is not None
    sys.modules[_NAME] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return _NAME

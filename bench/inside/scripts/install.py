# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs the zip as an artist does from disk, and compiles it, as it is from the second start on."""

import compileall
from pathlib import Path
from typing import Any

import bpy

from ..extension import MODULE, part


def measure(told: dict[str, Any]) -> dict[str, bool]:
    """Install, compile, and leave it disabled."""
    bpy.ops.extensions.package_install_files(filepath=told["zip"], repo="user_default", enable_on_install=True)
    assert MODULE in bpy.context.preferences.addons, "the extension could not be enabled"
    folder = Path(str(part("session").__file__)).parents[1]
    bpy.ops.preferences.addon_disable(module=MODULE)
    return {"compiled": bool(compileall.compile_dir(folder, quiet=1))}

# SPDX-License-Identifier: GPL-3.0-or-later
"""What only Blender can say of the machine that it runs on."""

import sys
from typing import Any

import bpy


def machine_facts(_: Any = None) -> dict[str, str]:
    """Blender, its Python, and what draws."""
    graphics = "none: no window"
    if not bpy.app.background:
        import gpu

        graphics = gpu.platform.renderer_get()
    return {"blender": bpy.app.version_string, "python": sys.version.split()[0], "graphics": graphics}


measure = machine_facts

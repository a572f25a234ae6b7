# SPDX-License-Identifier: GPL-3.0-or-later
"""Things to stand before a camera."""

import bpy


def monkey() -> None:
    """Blender's own."""
    bpy.ops.mesh.primitive_monkey_add(size=1.0)


def cone() -> None:
    """It looks the same from all sides."""
    bpy.ops.mesh.primitive_cone_add(radius1=0.4, depth=1.5)


def column() -> None:
    """Tall and thin."""
    bpy.ops.mesh.primitive_cylinder_add(radius=0.3, depth=2.0)

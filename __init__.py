# SPDX-License-Identifier: GPL-3.0-or-later
"""Rodin Props: the camera's view, a picture or a sentence becomes a prop in the scene.

No bpy at module level: the worker process and the plain-Python tests import this package too.
"""


def register() -> None:
    """Register everything with Blender."""
    from . import operators, ui

    operators.register()
    ui.register()


def unregister() -> None:
    """Unregister everything, in the reverse order."""
    from . import operators, ui

    ui.unregister()
    operators.unregister()

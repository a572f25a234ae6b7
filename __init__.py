# SPDX-License-Identifier: GPL-3.0-or-later
"""Rodin Props: the camera's view, a picture or a sentence becomes a prop in the scene.

No bpy at module level: the worker process and the plain-Python tests import this package too.
"""

import importlib
from typing import Any

_command_line: object = None
"""Blender's handle of the command."""


def _run_command(arguments: list[str]) -> int:
    """Run `blender --command rodin_props …`; return its exit code. Nothing of it is loaded before that."""
    from .command_line.program import run

    return int(run(arguments, program="blender --command rodin_props"))


def _blender() -> Any:
    """Return bpy, by its name alone: its stubs are in the syntax of a newer Python than the add-on's."""
    return importlib.import_module("bpy")


def register() -> None:
    """Register everything with Blender."""
    global _command_line  # one for the whole process
    from . import operators, ui
    from .session import language

    language.register()
    operators.register()
    ui.register()
    _command_line = _blender().utils.register_cli_command("rodin_props", _run_command)


def unregister() -> None:
    """Unregister everything, in the reverse order."""
    from . import operators, ui
    from .session import language

    _blender().utils.unregister_cli_command(_command_line)
    ui.unregister()
    operators.unregister()
    language.unregister()

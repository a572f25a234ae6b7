# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the program in PyPI's bpy, which starts with no preferences and no extension.

The artist's preferences for this version of Blender are read, since their limits hold here, too. If the extension is
enabled in them, that one works; otherwise this folder is taken for the user's own extension, which has the same list
of jobs.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from .output.streams import output_to_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM = "python -m rodin_props"
_ID = "rodin_props"
_REPOSITORY = "bl_ext.user_default"
"""Where Blender installs extensions from disk."""
_ONLINE = {"--online-mode": True, "--offline-mode": False}
"""Blender's own words, before the command."""
_BROKEN, _INTERRUPTED = 1, 130
"""Exit codes before the table of them can be imported."""
_OLDEST_TO_READ_PREFERENCES = (4, 5, 0)
"""Older ones end over it: as a module they have no graphics, and want to draw the icons anew."""
_UNREADABLE = (
    "This Blender cannot read its preferences as a Python module, and your limits in them would not hold. "
    "Use `blender --command rodin_props`, bpy 4.5 or newer, or give it a profile of its own by BLENDER_USER_RESOURCES. "
    "Nothing was sent."
)


class PreferencesUnreadable(Exception):
    """There are preferences, and this Blender cannot read them as a Python module."""


def main() -> NoReturn:
    """Run the command that was typed, and end the process with its exit code."""
    arguments = sys.argv[1:]
    online = [_ONLINE[word] for word in arguments[:1] if word in _ONLINE]
    try:
        with output_to_errors():  # a studio's OCIO is enough for Blender 5.2 to print a line at its start
            package = _enable()
        if online:
            _go_online(online[0])
        exit_code = _run(package, arguments[len(online) :])
    except KeyboardInterrupt:
        print("Interrupted. Nothing was sent.", file=sys.stderr)
        exit_code = _INTERRUPTED
    except PreferencesUnreadable:
        print(_UNREADABLE, file=sys.stderr)
        exit_code = _BROKEN
    except ImportError as error:
        print(f"{PROGRAM} needs bpy, Blender as a Python module: pip install bpy. {error}.", file=sys.stderr)
        exit_code = _BROKEN
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exit_code)  # PyPI's bpy does not always survive the end of Python


def _run(package: str, arguments: Sequence[str]) -> int:
    program = importlib.import_module(f"{package}.command_line.program")
    return int(program.run(arguments, program=PROGRAM))


def _enable() -> str:
    """Enable the extension; return the name of its package.

    :raises ImportError: there is no bpy, or the extension cannot be enabled in it.
    :raises PreferencesUnreadable: the artist's limits would not hold.
    """
    import bpy

    addon_utils = importlib.import_module("addon_utils")  # bpy brings it
    preferences = Path(bpy.utils.user_resource("CONFIG"), "userpref.blend")
    if preferences.is_file():
        if bpy.app.version < _OLDEST_TO_READ_PREFERENCES:
            raise PreferencesUnreadable
        bpy.ops.wm.read_userpref()
    enabled = [name for name in bpy.context.preferences.addons.keys() if _is_ours(name)]  # noqa: SIM118
    if not enabled:
        repository = importlib.import_module(_REPOSITORY)
        repository.__path__.insert(0, str(Path(__file__).parents[2]))
    package = enabled[0] if enabled else f"{_REPOSITORY}.{_ID}"
    if not addon_utils.check(package)[1] and addon_utils.enable(package, default_set=True) is None:
        raise ImportError(f"{package} cannot be enabled")
    return package


def _is_ours(name: str) -> bool:
    return name.startswith("bl_ext.") and name.endswith(f".{_ID}")


def _go_online(is_online: bool) -> None:
    import bpy

    bpy.context.preferences.system.use_online_access = is_online

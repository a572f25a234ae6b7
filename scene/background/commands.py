# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands that start a background Blender for a script of ours. Reads bpy.app, touches no data."""

import sys
from pathlib import Path

import bpy

CONVERT_SCRIPT = Path(__file__).parents[1] / "prepare" / "convert.py"


def prepare_command() -> tuple[str, ...]:
    """Return the command that prepares a model, without its last argument: a JSON file as `convert.py` describes it.

    Empty if no background Blender is available, so that the model must be imported directly.
    """
    return command_for(CONVERT_SCRIPT)


def command_for(script: Path, *switches: str) -> tuple[str, ...]:
    """Return the beginning of the command that runs a script in a Blender like the running one.

    The caller adds the script's arguments. Empty if no background Blender is available.

    :param switches: further switches of Blender's own; bpy as a Python module does not have them.
    """
    if bpy.app.binary_path:
        return blender_command(bpy.app.binary_path, script, *switches)
    return module_command(sys.executable, script) if sys.executable else ()


def graphics_switches() -> tuple[str, ...]:
    """Return the switches that let another Blender draw with the graphics backend of this one."""
    import gpu

    try:
        backend = gpu.platform.backend_type_get().lower()
    except SystemError:  # nothing is drawn in background mode
        return ()
    return ("--gpu-backend", backend) if backend in {"opengl", "vulkan", "metal"} else ()


def blender_command(binary: str, script: Path, *switches: str) -> tuple[str, ...]:
    """Return the command for an ordinary Blender: without window, user settings, network and scripts of the file."""
    isolation = ("--background", "--factory-startup", "--offline-mode", "--disable-autoexec")
    return (binary, *isolation, *switches, "--python-exit-code", "1", "--python", str(script), "--")


def module_command(python: str, script: Path) -> tuple[str, ...]:
    """Return the command for bpy as a Python module, which has no binary of its own.

    In UTF-8 mode, as Blender's own Python always is: in another locale it could not write every path.
    """
    return (python, "-X", "utf8", "-I", str(script), "--")

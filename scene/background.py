# SPDX-License-Identifier: GPL-3.0-or-later
"""How to start the background Blender that prepares a model. Reads bpy.app, touches no data."""

import sys
from pathlib import Path

import bpy

CONVERT_SCRIPT = Path(__file__).with_name("convert.py")


def prepare_command(script: Path = CONVERT_SCRIPT) -> tuple[str, ...]:
    """The beginning of the command that prepares a model in a Blender like the running one.

    One argument is to be added: the path of a JSON file as `convert.py` describes it. Empty if no background Blender
    can be had, so that the model must be imported directly.
    """
    if bpy.app.binary_path:
        return blender_command(bpy.app.binary_path, script)
    return module_command(sys.executable, script) if sys.executable else ()


def blender_command(binary: str, script: Path) -> tuple[str, ...]:
    """For an ordinary Blender: without window, user settings, network and scripts of the file."""
    switches = ("--background", "--factory-startup", "--offline-mode", "--disable-autoexec")
    return (binary, *switches, "--python-exit-code", "1", "--python", str(script), "--")


def module_command(python: str, script: Path) -> tuple[str, ...]:
    """For bpy as a Python module, which has no binary of its own."""
    return (python, "-I", str(script), "--")

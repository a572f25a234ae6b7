# SPDX-License-Identifier: GPL-3.0-or-later
"""The program in a Python in which there is no Blender, or one that does not come to its start."""

import os
import subprocess
import sys
from pathlib import Path


def _typed_without_blender(unpacked: Path, *more: Path) -> "subprocess.CompletedProcess[str]":
    """Type the program in a Python that finds nothing but these folders."""
    code = "import sys, runpy; sys.path[:0] = sys.argv[1:]; runpy.run_module('rodin_props', run_name='__main__')"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-S", "-c", code, unpacked, *more]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def test_a_python_without_blender_ends_with_1_and_says_what_is_missing(unpacked: Path) -> None:
    done = _typed_without_blender(unpacked)
    assert done.returncode == 1
    assert "pip install bpy" in done.stderr


def test_ctrl_c_while_blender_starts_ends_with_130(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "bpy.py").write_text("raise KeyboardInterrupt\n", "utf-8")
    done = _typed_without_blender(unpacked, tmp_path)
    assert (done.returncode, done.stderr) == (130, "Interrupted. Nothing was sent.\n")

# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes props into a file. A script for a background Blender; its argument is a `FileRequest` file.

    blender --background --factory-startup --offline-mode --disable-autoexec --python write_script.py -- request.json

When its standard input ends, it ends, too, and the request's folder is removed.
"""

from __future__ import annotations

import runpy
import sys
import traceback
from pathlib import Path

import bpy

if not __package__:  # run as a script: the package must be there before what follows
    _script_package = Path(__file__).resolve().parents[2] / "processes" / "script_package.py"
    _load_package = runpy.run_path(str(_script_package))["load_package"]
    __package__ = _load_package(Path(__file__).parent)

from ... import disk
from ...processes import lifeline
from ..errors import PropUnusable
from .orders import FileRequest
from .write_props import write_props


def answer(request: FileRequest) -> None:
    """Write the file, and say what went wrong."""
    said = ""
    try:
        write_props(request.sources, request.destination)
    except PropUnusable as error:
        said = error.reason
    except Exception as error:  # whatever it is, it is to be told
        traceback.print_exc()
        said = f"Blender could not write it ({type(error).__name__})"
    disk.write_text(request.answer_path, said)


def serve(path: Path) -> None:
    """Answer the request in a file, within its bounds."""
    request = FileRequest.read(path)
    request.bound_this_process()
    answer(request)
    lifeline.end_at_once(0, temporary_folder=bpy.app.tempdir)


if __name__ == "__main__":
    serve(Path(sys.argv[-1]))

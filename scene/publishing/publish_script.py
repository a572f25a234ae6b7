# SPDX-License-Identifier: GPL-3.0-or-later
"""Has Blender's own tool write a library's listing. A script for a background Blender (5.2 or later).

    blender --background --factory-startup --offline-mode --disable-autoexec --python publish_script.py -- request.json

Its argument is a `PublishRequest` file. When its standard input ends, it ends, too, and the request's folder goes.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import bpy

if not __package__:  # run as a script: the package must be there before what follows
    _script_package = Path(__file__).resolve().parents[2] / "processes" / "script_package.py"
    _load_package = runpy.run_path(str(_script_package))["load_package"]
    __package__ = _load_package(Path(__file__).parent)

from ...processes import lifeline
from .listing import publish
from .orders import PublishRequest


def serve(path: Path) -> None:
    """Answer the request in a file, within its bounds."""
    request = PublishRequest.read(path)
    request.bound_this_process()
    publish(request).write(request.answer_path)
    lifeline.end_at_once(0, temporary_folder=bpy.app.tempdir)


if __name__ == "__main__":
    serve(Path(sys.argv[-1]))

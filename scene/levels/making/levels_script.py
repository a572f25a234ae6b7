# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes levels for the meshes of a .blend. A script for a background Blender; its argument is a `LevelsRequest` file.

    blender --background --factory-startup --offline-mode --disable-autoexec --python levels_script.py -- request.json

When its standard input ends, it ends, too, and the request's folder is removed.
"""

from __future__ import annotations

import runpy
import sys
import traceback
from pathlib import Path

import bpy

if not __package__:  # run as a script: the package must be there before what follows
    _script_package = Path(__file__).resolve().parents[3] / "processes" / "script_package.py"
    _load_package = runpy.run_path(str(_script_package))["load_package"]
    __package__ = _load_package(Path(__file__).parent)

from .... import disk
from ....processes import lifeline
from ...errors import PropUnusable
from ..orders import LevelsMade, LevelsRequest


def serve(path: Path) -> None:
    """Answer the request in a file, within its bounds."""
    request = LevelsRequest.read(path)
    request.bound_this_process()
    disk.write_text(request.answer_path, _made(request).to_json())
    lifeline.end_at_once(0, temporary_folder=bpy.app.tempdir)


def _made(request: LevelsRequest) -> LevelsMade:
    from .make import make_levels  # here: a Blender that waits need not have it

    try:
        return make_levels(request.source, request.output)
    except PropUnusable as error:
        return LevelsMade(error=error.reason)
    except Exception as error:  # whatever it is, the artist's session must get an answer
        traceback.print_exc()
        return LevelsMade(error=f"an unexpected {type(error).__name__}")


if __name__ == "__main__":
    serve(Path(sys.argv[-1]))

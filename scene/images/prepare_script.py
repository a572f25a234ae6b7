# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes pictures fit to be sent. A script for a background Blender; its argument is a `PreparationRequest` file.

    blender --background --factory-startup --offline-mode --disable-autoexec --python prepare_script.py -- request.json

It writes the answers after each picture, so that one that crashes Blender is known. When its standard input ends, it
ends, too, and the request's folder is removed.
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
from .. import empty_file
from .orders import PreparationRequest, PreparedPicture, write_answers
from .prepare import prepare


def answer(request: PreparationRequest) -> None:
    """Make all pictures fit."""
    empty_file.make()
    answers: list[PreparedPicture] = []
    for order in request.orders:
        answers.append(prepare(order))
        write_answers(answers, request.answer_path)


def serve(path: Path) -> None:
    """Answer the request in a file, within its bounds."""
    request = PreparationRequest.read(path)
    request.bound_this_process()
    answer(request)
    lifeline.end_at_once(0, temporary_folder=bpy.app.tempdir)


if __name__ == "__main__":
    serve(Path(sys.argv[-1]))

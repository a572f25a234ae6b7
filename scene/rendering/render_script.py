# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the pictures of a copied scene. A script for a background Blender; its argument is a `PictureRequest` file.

    blender --background --factory-startup --offline-mode --disable-autoexec --python render_script.py -- request.json

It writes a `PictureAnswer`. When its standard input ends, it ends, too, and the request's folder is removed.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

if not __package__:  # run as a script: the package must be there before what follows
    _script_package = Path(__file__).resolve().parents[2] / "processes" / "script_package.py"
    _load_package = runpy.run_path(str(_script_package))["load_package"]
    __package__ = _load_package(Path(__file__).parent)

from ... import disk
from .. import empty_file
from ..errors import CaptureError
from ..transfer.request import PictureAnswer, PictureRequest
from . import copied_scene
from .take_pictures import take_pictures


def answer(request: PictureRequest) -> PictureAnswer:
    """Build the scene and take its pictures."""
    empty_file.make()
    try:
        return take_pictures(copied_scene.build(request), request.order, request.folder)
    except CaptureError as error:
        return PictureAnswer(sentence=str(error))


def serve(path: Path) -> None:
    """Answer the request in a file, within its bounds."""
    request = PictureRequest.read(path)
    request.bound_this_process()
    answer(request).write(request.answer_path)
    disk.discard(request.file)  # here: a gigabyte takes a moment, and the artist's Blender would have to wait for that


if __name__ == "__main__":
    serve(Path(sys.argv[-1]))

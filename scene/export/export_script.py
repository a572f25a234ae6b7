# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports meshes of a copied file. A script for a background Blender; its argument is an `ExportRequest` file.

    blender --background --factory-startup --offline-mode --disable-autoexec --python export_script.py -- request.json

It writes the answers after each mesh. When its standard input ends, it ends, too, and the request's folder is removed.
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
from .orders import ExportRequest
from .write_meshes import write_meshes


def serve(path: Path) -> None:
    """Answer the request in a file, within its bounds."""
    request = ExportRequest.read(path)
    request.bound_this_process()
    empty_file.make()
    write_meshes(request)
    disk.discard(request.file)  # here, so that the artist's Blender need not wait for that


if __name__ == "__main__":
    serve(Path(sys.argv[-1]))

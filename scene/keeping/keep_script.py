# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes props into files of their own. A script for a background Blender; its argument is a `KeepRequest` file.

    blender --background --factory-startup --offline-mode --disable-autoexec --python keep_script.py -- request.json

It writes the answers after each prop, so that one that crashes Blender is known. When its standard input ends, it ends,
too, and the request's folder is removed.
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

from ...processes import lifeline
from .orders import KeepRequest, KeptProp, Refusal, write_answers
from .write_asset import keep


def answer(request: KeepRequest) -> None:
    """Keep all props."""
    answers: list[KeptProp] = []
    for order in request.orders:
        try:
            answers.append(keep(order, request.folder))
        except Exception as error:  # whatever it is, the others are to be kept
            traceback.print_exc()
            reason = f"an unexpected {type(error).__name__}"
            answers.append(KeptProp(refusal=Refusal.FAILED, reason=reason))
        write_answers(answers, request.answer_path)


def serve(path: Path) -> None:
    """Answer the request in a file, within its bounds."""
    request = KeepRequest.read(path)
    request.bound_this_process()
    answer(request)
    lifeline.end_at_once(0, temporary_folder=bpy.app.tempdir)


if __name__ == "__main__":
    serve(Path(sys.argv[-1]))

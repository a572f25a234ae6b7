# SPDX-License-Identifier: GPL-3.0-or-later
"""Has a background Blender write props into a file, and puts that into its place once it is whole. Main thread only."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from ... import disk
from ..background.run import BackgroundRun, NotStarted
from ..temporary_folder import new_folder
from .orders import FileRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .orders import PropSource

WRITE_SCRIPT = Path(__file__).parent / "write_script.py"
_BASE_SECONDS = 120.0
_SECONDS_EACH = 120.0


def write_file(sources: Sequence[PropSource], path: Path) -> str:
    """Write props into a file, and wait for it; what has its name is replaced once the new one is whole.

    What belongs to the file, such as pictures, is put beside it first.

    :param path: its end says which kind of file it is, one of `orders.KINDS`.
    :returns: why it could not be written, the middle of a sentence; "" if it was.
    :raises OSError: there is no room for it, or its folder is not there or refuses it.
    """
    folder = new_folder()
    try:
        made = folder / "made"
        made.mkdir()
        reason = _ask(sources, made / path.name, folder)
        if not reason:
            _put_in_place(made, path)
        return reason
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ask(sources: Sequence[PropSource], destination: Path, folder: Path) -> str:
    request = FileRequest(
        destination=destination,
        sources=tuple(sources),
        folder=folder,
        seconds=_BASE_SECONDS + _SECONDS_EACH * len(sources),
    )
    try:
        run = BackgroundRun(WRITE_SCRIPT, request)
    except NotStarted:
        return "no second Blender could be started"
    try:
        ending = run.wait()
        if request.answer_path.is_file():
            reason = request.answer_path.read_text("utf-8")
            return reason or ("" if destination.is_file() else "Blender wrote nothing")
        run.log_failure(ending.reason)
        return ending.reason
    finally:
        run.close()


def _put_in_place(made: Path, path: Path) -> None:
    """Move files to where they belong, the one that was asked for last.

    :raises OSError:
    """
    others = (each for each in sorted(made.rglob("*")) if each.is_file() and each != made / path.name)
    for file in (*others, made / path.name):
        destination = path.parent / file.relative_to(made)
        if destination.parent != path.parent:
            destination.parent.mkdir(parents=True, exist_ok=True)
        part = destination.with_name(f"{destination.name}.part")
        try:
            shutil.copyfile(file, part)  # perhaps onto another drive
            disk.replace(part, destination)
        finally:
            disk.discard(part)

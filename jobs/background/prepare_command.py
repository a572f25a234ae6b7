# SPDX-License-Identifier: GPL-3.0-or-later
"""Which Blender prepares a model: the job's own, or the one that ran last.

A job keeps the command of the Blender that made it. That one may be gone when the model has come: updated by a store,
replaced by another version, or in a place that the system makes anew at every start.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from ..files import write_private
from ..job import Job

_FILE = "prepare-command.json"


def remember(ledger_path: Path, command: Sequence[str]) -> None:
    """Note the command of the Blender that runs now. :raises DiskFull, FolderNotWritable:"""
    write_private(ledger_path.with_name(_FILE), json.dumps(list(command), ensure_ascii=False))


def commands_for(job: Job, ledger_path: Path) -> tuple[tuple[str, ...], ...]:
    """Return the commands to be tried one after another: those whose files are there, or else the job's own."""
    known = dict.fromkeys((job.prepare_command, _last(ledger_path)))
    return tuple(command for command in known if command and _is_there(command)) or (job.prepare_command,)


def _last(ledger_path: Path) -> tuple[str, ...]:
    try:
        command = json.loads(ledger_path.with_name(_FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    is_command = isinstance(command, list) and all(isinstance(word, str) for word in command)
    return tuple(command) if is_command else ()


def _is_there(command: Sequence[str]) -> bool:
    """Say whether the files that a command names are there: Blender itself, and the add-on's script."""
    try:
        return all(path.exists() for path in map(Path, command) if path.is_absolute())
    except (OSError, ValueError):  # a file of a store's old version may not even be looked at
        return False

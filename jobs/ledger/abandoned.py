# SPDX-License-Identifier: GPL-3.0-or-later
"""Removes folders that no job needs: of jobs that never came to be, and of those that the artist removed."""

import logging
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from .. import files

if TYPE_CHECKING:
    from .ledger import Ledger

logger = logging.getLogger(__name__)

OLD_SECONDS = 24 * 3600.0
"""Making the picture for a job may take hours."""
_FOLDER = re.compile(r"[0-9a-f]{16}")
_INPUT = re.compile(r"image_\d+\.\w+|mesh\.glb|original(\.part)?\.blend@?")
"""Blender writes a file with an @ behind its name, and renames it then."""


def remove_abandoned(ledger: "Ledger") -> int:
    """Remove the folders without a row that no job needs, and return how many.

    Blender died while it made a job: the folder is old and holds nothing but inputs. Or the job was removed while some
    program had its files open (Windows): the folder says so.
    """
    folders = files.job_folders(ledger.path)
    known = ledger.ids()  # after the folders: a new job has its folder first and its row then
    count = 0
    for job_id, folder in folders.items():
        if job_id not in known and is_abandoned(Path(folder)):
            count += files.remove_folder(Path(folder))
    if count:
        logger.info("%d folders that no job needs were removed", count)
    return count


def is_abandoned(folder: Path) -> bool:
    """Say whether a folder without a row is of no use."""
    if not _FOLDER.fullmatch(folder.name):
        return False
    try:
        if files.is_of_removed_job(folder):
            return True
        if time.time() - folder.stat().st_mtime < OLD_SECONDS:
            return False
        return all(_INPUT.fullmatch(file.name) for file in folder.iterdir())
    except OSError:
        return False

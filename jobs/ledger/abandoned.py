# SPDX-License-Identifier: GPL-3.0-or-later
"""Removes folders of jobs that never came to be, because Blender died while they were made."""

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
_INPUT = re.compile(r"image_\d+\.\w+")


def remove_abandoned(ledger: "Ledger") -> int:
    """Remove old folders that have no row and hold nothing but inputs, and return how many."""
    known = ledger.ids()
    count = 0
    for job_id, folder in files.job_folders(ledger.path).items():
        if job_id not in known and _FOLDER.fullmatch(job_id) and _is_abandoned(folder):
            files.remove_folder(folder)
            count += 1
    if count:
        logger.info("%d folders of jobs that never began were removed", count)
    return count


def _is_abandoned(folder: Path) -> bool:
    try:
        if time.time() - folder.stat().st_mtime < OLD_SECONDS:
            return False
        return all(_INPUT.fullmatch(file.name) for file in folder.iterdir())
    except OSError:
        return False

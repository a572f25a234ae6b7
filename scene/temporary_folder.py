# SPDX-License-Identifier: GPL-3.0-or-later
"""Temporary folders for what goes to a background Blender and back."""

import contextlib
import shutil
import tempfile
import time
from pathlib import Path

PREFIX = "rodin-props-picture-"
_ABANDONED_SECONDS = 24 * 3600.0
"""A folder of this age was left by a Blender that was killed while it wrote to it: no picture takes so long."""


def new_folder() -> Path:
    """Make a folder that only this user can read.

    :raises OSError: it cannot be made.
    """
    remove_abandoned()
    return Path(tempfile.mkdtemp(prefix=PREFIX))


def remove_abandoned() -> None:
    """Remove what killed Blenders left."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > _ABANDONED_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that only the user can read."""

import os
from pathlib import Path

from ...disk import make_private_folder, replace, sync


def write_private(path: Path, data: bytes) -> None:
    """Write a file in one step, to the disk itself, for the user's eyes alone. :raises OSError:"""
    make_private_folder(path.parent)
    part = path.with_name(f"{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - an open descriptor
        file.write(data)
        file.flush()
        sync(descriptor)
    replace(part, path)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes data-blocks into a .blend of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from .. import disk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bpy.types import ID


def write_blend(path: Path, data_blocks: Iterable[ID], *, compress: bool = False) -> None:
    """Write data-blocks and what they use, whole or not at all.

    :param compress: to read it back takes three times as long then.
    :raises OSError, RuntimeError: it cannot be written.
    """
    part = path.with_name(f"{path.stem}.part.blend")
    try:
        bpy.data.libraries.write(str(part), set(data_blocks), fake_user=True, compress=compress)
        disk.replace(part, path)
    finally:
        disk.discard(part)

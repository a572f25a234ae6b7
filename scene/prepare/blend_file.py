# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what was prepared, for the artist's session to append."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ... import disk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bpy.types import Object


def write_objects(objects: Iterable[Object], output: Path) -> None:
    """Write objects and what they use, whole or not at all. :raises OSError, RuntimeError: it cannot be written."""
    part = output.with_name(f"{output.stem}.part.blend")
    try:
        # Not compressed: the artist waits while it is read back, which would take three times as long.
        bpy.data.libraries.write(str(part), set(objects), fake_user=True, compress=False)
        disk.replace(part, output)
    finally:
        disk.discard(part)

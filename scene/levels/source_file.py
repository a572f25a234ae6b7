# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a mesh with its materials, for the background Blender to make levels of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.types import Mesh


def write_source(full: Mesh, path: Path) -> None:
    """Write a full mesh as it is, and the materials that it uses.

    :raises OSError, RuntimeError: it cannot be written.
    """
    bpy.data.libraries.write(str(path), {full}, path_remap="ABSOLUTE", fake_user=True, compress=False)

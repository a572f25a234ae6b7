# SPDX-License-Identifier: GPL-3.0-or-later
"""The empty file that a background Blender begins with."""

from __future__ import annotations

import bpy

_made_early = False


def make() -> None:
    """Discard the open file: what follows begins with an empty one and Blender's own settings."""
    global _made_early  # one for the whole process
    if not _made_early:
        bpy.ops.wm.read_factory_settings(use_empty=True)
    _made_early = False


def make_early() -> None:
    """Do it before there is anything to do, so that the next `make` has nothing left."""
    global _made_early  # see above
    make()
    _made_early = True

# SPDX-License-Identifier: GPL-3.0-or-later
"""What tells whether an object looks the same in two Blenders. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpy.types import Object

_COMPARED = {"MESH", "CURVE", "SURFACE", "FONT", "CURVES", "POINTCLOUD", "VOLUME", "GPENCIL", "GREASEPENCIL"}
"""Types whose extent tells whether they look the same. A metaball's extent depends on the metaballs around it."""


def bounds_of(evaluated: Object) -> tuple[float, ...] | None:
    """Return the lowest and highest coordinates of an evaluated object's geometry, in its own space."""
    if evaluated.type not in _COMPARED:
        return None
    corners = evaluated.bound_box
    return (*corners[0], *corners[6])

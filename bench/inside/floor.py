# SPDX-License-Identifier: GPL-3.0-or-later
"""Blender's own floor: what it costs to append a prepared prop, link it, push an undo step and update the scene."""

from itertools import pairwise
from pathlib import Path

import bpy

from .recorder import clock


def floor_seconds(prepared: Path) -> dict[str, float]:
    """Append once, without the extension; returns seconds by what Blender does."""
    moments = [clock()]
    with bpy.data.libraries.load(str(prepared), link=False) as (available, wanted):
        wanted.objects = available.objects[:1]
    moments.append(clock())
    bpy.context.scene.collection.objects.link(wanted.objects[0])
    bpy.context.view_layer.update()
    moments.append(clock())
    bpy.ops.ed.undo_push(message="Append")
    moments.append(clock())
    append, update, undo_push = (later - earlier for earlier, later in pairwise(moments))
    return {"append": append, "update": update, "undo push": undo_push}

# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist selects, and what the button for it says when it refuses."""

import bpy
import pytest


def select(*targets: bpy.types.Object) -> None:
    """Select these objects and no others."""
    bpy.context.view_layer.update()
    for each in bpy.context.view_layer.objects:
        each.select_set(each in targets)


def refused_selection(**arguments: object) -> str:
    """Press the button for the selection; the words with which it is refused."""
    with pytest.raises(RuntimeError) as raised:
        bpy.ops.rodin_props.generate_from_selection(**arguments)
    return str(raised.value)

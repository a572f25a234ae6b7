# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports a model into the open file, for when no background Blender could prepare it. Main thread only.

Blender is blocked for as long as the import takes (seconds for a big model).
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import bpy

from . import cleanup, gltf, textures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bpy.types import Context, Object

MAX_TEXTURE_SIDE_PIXELS = 4096


def import_model(context: Context, path: Path, *, restore_quads: bool) -> Object:
    """Import a GLB as one clean object, standing on the origin in its own size.

    Selection, active object and mode are as before.

    :param restore_quads: it was asked for as quads.
    :raises PropUnusable: the model is empty or broken, or the importer is missing. Nothing of the model is left then.
    """
    with _restoring_selection(context), gltf.only_what_is_kept() as kept:
        prop = cleanup.make_one_object(gltf.import_glb(path).objects, restore_quads=restore_quads)
        textures.pack_textures(prop, max_side_pixels=MAX_TEXTURE_SIDE_PIXELS)
        prop.select_set(False)
        kept.add(prop)
    return prop


@contextmanager
def _restoring_selection(context: Context) -> Iterator[None]:
    """Restore what the importer changes: mode, selection and active object."""
    view_layer = context.view_layer
    active, selected = view_layer.objects.active, list(context.selected_objects)
    mode = active.mode if active is not None else "OBJECT"
    try:
        yield
    finally:
        view_layer.update()
        for object_ in list(view_layer.objects):
            object_.select_set(object_ in selected, view_layer=view_layer)
        view_layer.objects.active = active
        if active is not None and active.mode != mode:
            bpy.ops.object.mode_set(mode=mode)

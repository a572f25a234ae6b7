# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects' meshes as a render has them: with the modifiers and levels of renders, not of viewports.

Runs in the background Blender, whose file is not kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Depsgraph, Mesh, Object, Scene

_ENGINE = "RODIN_PROPS_EXPORT"


def evaluated_meshes(scene: Scene, objects: Sequence[Object]) -> list[Mesh | None]:
    """Return a new mesh for each object, in the object's own coordinates; None where Blender makes none.

    Only a render engine is given what a render is made of. So one is made that renders nothing and takes the meshes.
    """
    taken: list[Mesh | None] = []

    class Engine(bpy.types.RenderEngine):
        bl_idname = _ENGINE
        bl_label = "Mesh Export"

        def render(self, depsgraph: Depsgraph) -> None:
            taken.extend(_taken(object_, depsgraph) for object_ in objects)

    any_scene: Any = scene
    bpy.utils.register_class(Engine)
    try:
        any_scene.render.engine = _ENGINE
        any_scene.render.resolution_x = any_scene.render.resolution_y = 16
        any_scene.render.use_compositing = any_scene.render.use_sequencer = False
        if scene.camera is None:
            scene.camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
            scene.collection.objects.link(scene.camera)
        bpy.ops.render.render(scene=scene.name)
    finally:
        bpy.utils.unregister_class(Engine)
    return taken or [None for _ in objects]


def _taken(target: Object, depsgraph: Depsgraph) -> Mesh | None:
    try:
        evaluated = target.evaluated_get(depsgraph)
        return bpy.data.meshes.new_from_object(evaluated, preserve_all_data_layers=True, depsgraph=depsgraph)
    except RuntimeError:
        return None

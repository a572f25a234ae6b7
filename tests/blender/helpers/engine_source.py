# SPDX-License-Identifier: GPL-3.0-or-later
"""The source of an add-on with a render engine that paints green above a darker green, as bright as the scene says."""

ENGINE = """
bl_info = {"name": "Paint engine", "blender": (4, 2, 0), "category": "Render"}

import bpy


class PaintSettings(bpy.types.PropertyGroup):
    level: bpy.props.FloatProperty(default=0.0)


class PaintEngine(bpy.types.RenderEngine):
    bl_idname = "RODIN_PROPS_TEST_PAINT"
    bl_label = "Paint"

    def render(self, depsgraph):
        render = depsgraph.scene.render
        result = self.begin_result(0, 0, render.resolution_x, render.resolution_y)
        combined = result.layers[0].passes["Combined"]
        level = depsgraph.scene.paint_settings.level
        dark = render.resolution_y // 4 * render.resolution_x
        bright = render.resolution_x * render.resolution_y - dark
        combined.rect = [[0.0, level / 2, 0.0, 1.0]] * dark + [[0.0, level, 0.0, 1.0]] * bright
        self.end_result(result)


def register():
    bpy.utils.register_class(PaintSettings)
    bpy.utils.register_class(PaintEngine)
    bpy.types.Scene.paint_settings = bpy.props.PointerProperty(type=PaintSettings)


def unregister():
    del bpy.types.Scene.paint_settings
    bpy.utils.unregister_class(PaintEngine)
    bpy.utils.unregister_class(PaintSettings)
"""

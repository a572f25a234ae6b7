# SPDX-License-Identifier: GPL-3.0-or-later
"""The Image Editor's sidebar and menu: a prop from the image that it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ..operators import generate_from_blender_image
from ..operators.making.generate_from_blender_image import RODIN_PROPS_OT_generate_from_blender_image
from ..session.addon import settings as settings_of
from ..session.language import translated
from ..session.sources import Source
from .panels import CATEGORY

if TYPE_CHECKING:
    from bpy.types import Context, Image, UILayout


class RODIN_PROPS_PT_image(bpy.types.Panel):
    bl_label = "Rodin Props"
    bl_idname = "RODIN_PROPS_PT_image"
    bl_space_type = "IMAGE_EDITOR"
    bl_region_type = "UI"
    bl_category = CATEGORY

    def draw(self, context: Context) -> None:
        from .layouts.notice import draw_notice
        from .layouts.place import draw_place, draw_quality, draw_size
        from .layouts.source import draw_prompt
        from .layouts.usual_size import draw_usual_size

        layout = self.layout
        settings = settings_of(context)
        image = generate_from_blender_image.image_in_editor(context)
        draw_notice(layout, context)
        if image is not None:
            _draw_image(layout, image)
        draw_prompt(layout, settings, Source.PICTURE)
        draw_place(layout, context, settings, Source.PICTURE)
        draw_size(layout, settings, Source.PICTURE)
        draw_usual_size(layout, context, Source.PICTURE, picture_name=image.name if image else "")
        draw_quality(layout, settings, Source.PICTURE)
        _draw_button(layout, context, image)


def _draw_image(layout: UILayout, image: Image) -> None:
    from ..scene.images import blender_images

    column = layout.box().column(align=True)
    column.label(text=image.name, translate=False, icon="IMAGE_DATA")
    if said := blender_images.plan(image):
        row = column.row()
        row.active = False
        row.label(text=translated(said))


def _draw_button(layout: UILayout, context: Context, image: Image | None) -> None:
    from ..session.inputs import blockouts
    from .layouts.account import draw_credits, draw_refused_key
    from .layouts.button import draw_warnings
    from .layouts.trouble import draw_missing
    from .layouts.usual_size import draw_size_warning

    missing = generate_from_blender_image.missing(context, image)
    column = layout.column()
    column.scale_y = 1.6
    column.enabled = missing is None
    count = len(context.selected_objects) if blockouts.go_to_blockouts(context) else 1
    text = f"Generate {blockouts.price(context, count)}"
    column.operator(RODIN_PROPS_OT_generate_from_blender_image.bl_idname, text=translated(text), icon="SHADERFX")
    draw_refused_key(layout, context)
    if missing is not None:
        draw_missing(layout, context, missing)
    else:
        draw_warnings(layout, context, settings_of(context))
        draw_size_warning(layout, context, Source.PICTURE, picture_name=image.name if image else "")
        draw_credits(layout, context)


def _draw_menu(self: bpy.types.Menu, context: Context) -> None:
    layout = self.layout
    layout.separator()
    layout.operator_context = "INVOKE_DEFAULT"
    layout.operator(RODIN_PROPS_OT_generate_from_blender_image.bl_idname, icon="SHADERFX")


def register() -> None:
    bpy.utils.register_class(RODIN_PROPS_PT_image)
    bpy.types.IMAGE_MT_image.append(_draw_menu)


def unregister() -> None:
    bpy.types.IMAGE_MT_image.remove(_draw_menu)
    bpy.utils.unregister_class(RODIN_PROPS_PT_image)

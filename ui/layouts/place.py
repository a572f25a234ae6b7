# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the prop goes and how big it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...scene.choices import Place
from ...session.addon import own_inputs
from ...session.language import translated

if TYPE_CHECKING:
    from bpy.types import Context, Object, UILayout

    from ...session.sources import Source


def draw_place(layout: UILayout, context: Context, settings: Any, source: Source) -> None:
    """Draw the switch of places, and what the active blockout says of its own prop."""
    from ...session.inputs import blockouts

    row = layout.row(align=True)
    if source.description.is_of_scene:
        row.prop_enum(settings, "placement", Place.SEEN.name)
    # Where no picture is taken, “as seen” means the cursor.
    cursor = (
        Place.SEEN if settings.placement == Place.SEEN.name and not source.description.is_of_scene else Place.CURSOR
    )
    row.prop_enum(settings, "placement", cursor.name, text=translated(Place.CURSOR.label))
    row.prop_enum(settings, "placement", Place.BLOCKOUT.name)
    active = context.active_object
    if not blockouts.go_to_blockouts(context):
        return
    if active is not None and active in context.selected_objects:
        _draw_own_inputs(layout, active)


def _draw_own_inputs(layout: UILayout, target: Object) -> None:
    own = own_inputs(target)
    column = layout.box().column(align=True)
    column.label(text=target.name, translate=False, icon="OBJECT_DATA")
    column.prop(own, "prompt", text="", icon="TEXT", placeholder=translated("Its own prompt (optional)"))
    column.prop(
        own.picture, "filepath", text="", icon="IMAGE_DATA", placeholder=translated("Its own picture (optional)")
    )


def draw_size(layout: UILayout, settings: Any, source: Source) -> None:
    """Draw size or stretch."""
    from ...session.inputs.as_seen import takes_size_from_subject

    column = _column(layout)
    if settings.placement == Place.BLOCKOUT.name:
        column.prop(settings, "stretch")
    elif takes_size_from_subject(settings, source):
        row = column.row()
        row.active = False
        row.label(text="As big as what is selected", icon="DRIVER_DISTANCE")
    else:
        column.prop(settings, "size")
        column.prop(settings, "size_axis")


def draw_quality(layout: UILayout, settings: Any, source: Source) -> None:
    """Draw where the front faces, and the quality."""
    column = _column(layout)
    if not (settings.placement == Place.SEEN.name and source.description.is_of_scene):
        column.prop(settings, "facing")
    column.prop(settings, "tier")
    column.prop(settings, "quality")


def _column(layout: UILayout) -> UILayout:
    column = layout.column()
    column.use_property_split = True
    column.use_property_decorate = False
    return column

# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries of menus. F3 finds what is in a menu by its words, so what can be done at all is in one of them.

What cannot be done at the moment is drawn greyed, and its tooltip says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...operators.account import (
    RODIN_PROPS_OT_open_dashboard,
    RODIN_PROPS_OT_show_preferences,
    RODIN_PROPS_OT_test_key,
)
from ...operators.dressing.set_actions import RODIN_PROPS_OT_unlist_blockouts
from ...operators.jobs.job_files import RODIN_PROPS_OT_copy_details
from ...operators.jobs.list_buttons import RODIN_PROPS_OT_show_jobs
from ...operators.jobs.list_tools import RODIN_PROPS_OT_cancel_running
from ...operators.making.pictures import (
    RODIN_PROPS_OT_add_blender_image,
    RODIN_PROPS_OT_add_clipboard_picture,
    RODIN_PROPS_OT_add_pictures,
)
from ...operators.making.retexture import RODIN_PROPS_OT_retexture
from ...operators.props.keep import RODIN_PROPS_OT_choose_library, RODIN_PROPS_OT_keep_in_library
from ...operators.props.look_steps import RODIN_PROPS_OT_remove_look, RODIN_PROPS_OT_show_look
from ...operators.props.publish_library import RODIN_PROPS_OT_publish_library, RODIN_PROPS_OT_stop_publishing
from ...operators.props.shading import RODIN_PROPS_OT_show_unlit
from ...operators.props.show_lighter import RODIN_PROPS_OT_cancel_levels
from ...operators.props.split_into_parts import RODIN_PROPS_OT_bring_back_whole, RODIN_PROPS_OT_split_into_parts
from ...operators.props.variant_steps import RODIN_PROPS_OT_keep_variant, RODIN_PROPS_OT_show_variant
from ...operators.props.variants import (
    RODIN_PROPS_OT_higher_tier,
    RODIN_PROPS_OT_new_seed,
    RODIN_PROPS_OT_variant_beside,
)

if TYPE_CHECKING:
    from bpy.types import UILayout

SUBMENUS = {
    "RODIN_PROPS_MT_generate": "SHADERFX",
    "RODIN_PROPS_MT_selected": "OBJECT_DATA",
    "RODIN_PROPS_MT_light": "MOD_DECIM",
    "RODIN_PROPS_MT_gallery": "ASSET_MANAGER",
    "RODIN_PROPS_MT_library": "FILE_FOLDER",
}
_VARIANT_STEPS = (("Show Next Variant", 1), ("Show Previous Variant", -1))
_LOOK_STEPS = (("Show Next Look", 1), ("Show Previous Look", -1))


def draw_all(layout: UILayout) -> None:
    """Draw the menu that leads to everything."""
    layout.operator_context = "INVOKE_DEFAULT"
    for menu, icon in SUBMENUS.items():
        layout.menu(menu, icon=icon)
    layout.separator()
    layout.operator(RODIN_PROPS_OT_add_pictures.bl_idname, icon="FILE_IMAGE")
    layout.operator(RODIN_PROPS_OT_add_blender_image.bl_idname, icon="IMAGE_DATA")
    layout.operator(RODIN_PROPS_OT_add_clipboard_picture.bl_idname, icon="PASTEDOWN")
    layout.operator(RODIN_PROPS_OT_unlist_blockouts.bl_idname, text="Empty the Set of Blockouts", icon="X")
    layout.separator()
    layout.operator(RODIN_PROPS_OT_show_jobs.bl_idname, icon="LONGDISPLAY")
    layout.operator(RODIN_PROPS_OT_cancel_running.bl_idname, text="Cancel or Stop Generations", icon="X")
    layout.operator(RODIN_PROPS_OT_copy_details.bl_idname, icon="COPYDOWN")
    layout.separator()
    layout.operator(RODIN_PROPS_OT_test_key.bl_idname, text="Test Key and Show Credits", icon="CHECKMARK")
    layout.operator(RODIN_PROPS_OT_open_dashboard.bl_idname, text="Dashboard: Get a Key or Buy Credits", icon="URL")
    layout.operator(RODIN_PROPS_OT_show_preferences.bl_idname, icon="PREFERENCES")


def draw_selected(layout: UILayout) -> None:
    """Draw what is done with the props and meshes that are selected; first what pays."""
    layout.operator_context = "INVOKE_DEFAULT"
    layout.operator(RODIN_PROPS_OT_new_seed.bl_idname, icon="FILE_REFRESH")
    layout.operator(RODIN_PROPS_OT_higher_tier.bl_idname, icon="TRIA_UP")
    layout.operator(RODIN_PROPS_OT_variant_beside.bl_idname, icon="DUPLICATE")
    layout.operator(RODIN_PROPS_OT_retexture.bl_idname, icon="TEXTURE")
    layout.operator(RODIN_PROPS_OT_split_into_parts.bl_idname, icon="MOD_EXPLODE")
    layout.separator()
    _draw_steps(layout, RODIN_PROPS_OT_show_variant.bl_idname, _VARIANT_STEPS)
    layout.operator(RODIN_PROPS_OT_keep_variant.bl_idname)
    _draw_steps(layout, RODIN_PROPS_OT_show_look.bl_idname, _LOOK_STEPS)
    layout.operator(RODIN_PROPS_OT_remove_look.bl_idname)
    for is_unlit, text in ((True, "Show Unlit"), (False, "Show Lit by the Scene")):
        show: Any = layout.operator(RODIN_PROPS_OT_show_unlit.bl_idname, text=text)
        show.unlit = is_unlit
    layout.operator(RODIN_PROPS_OT_bring_back_whole.bl_idname, icon="LOOP_BACK")


def _draw_steps(layout: UILayout, operator: str, steps: tuple[tuple[str, int], ...]) -> None:
    for text, offset in steps:
        step: Any = layout.operator(operator, text=text)
        step.offset = offset


def draw_library(layout: UILayout) -> None:
    """Draw what is done with the asset library, and what is made beside it."""
    layout.operator_context = "INVOKE_DEFAULT"
    layout.operator(RODIN_PROPS_OT_keep_in_library.bl_idname, icon="ASSET_MANAGER")
    layout.operator(RODIN_PROPS_OT_choose_library.bl_idname, icon="FILE_FOLDER")
    layout.separator()
    layout.operator(RODIN_PROPS_OT_publish_library.bl_idname, icon="URL")
    layout.operator(RODIN_PROPS_OT_stop_publishing.bl_idname, icon="X")
    layout.separator()
    layout.operator(RODIN_PROPS_OT_cancel_levels.bl_idname, icon="X")

# SPDX-License-Identifier: GPL-3.0-or-later
"""The extension's preferences. The key is shown here and kept in a file of its own (session.credentials)."""

import os

import bpy
from bpy.props import BoolProperty, EnumProperty, FloatProperty, IntProperty, StringProperty

from ..api import DEFAULT_BASE_URL
from ..operators.account import RODIN_PROPS_OT_open_dashboard, RODIN_PROPS_OT_test_key
from ..session.addon import BASE_PACKAGE, user_folder
from ..session.choices import Keep
from ..session.language import CONTEXT, translated


def _read_key(self: object) -> str:
    from ..session import credentials

    return credentials.read_key(user_folder())


def _write_key(self: object, value: str) -> None:
    from ..session import credentials

    credentials.write_key(user_folder(), value)


class RodinPropsPreferences(bpy.types.AddonPreferences):
    bl_idname = BASE_PACKAGE

    # get and set keep the value out of userpref.blend.
    api_key: StringProperty(
        name="API Key",
        description="Your key from the API dashboard; kept in a file that only you can read",
        subtype="PASSWORD",
        get=_read_key,
        set=_write_key,
        options={"SKIP_SAVE"},
    )
    base_url: StringProperty(
        name="Service",
        description="Address of the Rodin service; change it only to use a sandbox or a proxy of your own",
        default=DEFAULT_BASE_URL,
    )
    poll_interval_seconds: IntProperty(
        name="Poll Interval",
        description="Seconds between two questions about a running generation",
        default=5,
        min=1,
        max=60,
    )
    requests_per_minute: IntProperty(
        name="Requests per Minute",
        description="All generations together never send more requests than this",
        default=60,
        min=6,
        soft_max=240,
        max=6000,
    )
    parallel_jobs: IntProperty(
        name="Generations at Once",
        description="Further ones wait in the queue; lowered by itself when the account allows fewer",
        default=3,
        min=1,
        max=20,
    )
    daily_credit_limit: FloatProperty(
        name="Credits a Day",
        description="Further generations wait when so many credits were spent in 24 hours; 0 for no limit",
        default=0.0,
        min=0.0,
        soft_max=50.0,
        precision=1,
        step=50,
    )
    script_credit_limit: FloatProperty(
        name="Credits a Day for Scripts",
        description="What scripts and agents may spend in 24 hours by rodin_props.script; 0 lets them spend nothing",
        default=0.0,
        min=0.0,
        soft_max=50.0,
        precision=1,
        step=50,
    )
    make_levels: BoolProperty(
        name="Make Lighter Levels",
        description="When a prop has landed, a Blender in the background makes its levels of detail and smaller "
        "textures; switched off, they are made when you ask for them",
        default=True,
    )
    has_read_notice: BoolProperty(
        name="Understood",
        description="What is sent to Rodin was read",
        default=False,
        options={"HIDDEN"},
    )
    files_folder: StringProperty(
        name="Files",
        description="Where pictures and models of generations are kept; empty for the extension's own folder",
        subtype="DIR_PATH",
    )

    keep: EnumProperty(
        name="Keep",
        description="Where new props are kept beside the scene that they land in",
        items=[(item.name, item.label, item.help) for item in Keep],
        default=Keep.NOWHERE.name,
        translation_context=CONTEXT,
    )
    library_folder: StringProperty(
        name="Library",
        description="The folder that props are kept in; Choose Library sets it",
        subtype="DIR_PATH",
    )
    library_name: StringProperty(name="Library Name", description="What Blender calls the library")

    def draw(self, context: bpy.types.Context) -> None:
        from ..session import credentials
        from .layouts.account import draw_account, draw_key_warning
        from .layouts.keeping import draw_choice
        from .layouts.trouble import draw_trouble

        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        key_row = layout.row()
        if os.environ.get(credentials.ENVIRONMENT_KEY):
            key_row.label(
                text=translated(f"The key comes from the environment variable {credentials.ENVIRONMENT_KEY}.")
            )
        else:
            key_row.prop(self, "api_key")
            if trouble := credentials.trouble(user_folder()):
                draw_trouble(layout, context, trouble)
            else:
                draw_key_warning(layout, context)
        buttons = layout.row()
        buttons.operator(RODIN_PROPS_OT_test_key.bl_idname, icon="CHECKMARK")
        buttons.operator(RODIN_PROPS_OT_open_dashboard.bl_idname, icon="URL")
        draw_account(layout, context)
        layout.separator()
        address_row = layout.row()
        address_row.enabled = not os.environ.get(credentials.ENVIRONMENT_ADDRESS)
        address_row.prop(self, "base_url")
        layout.prop(self, "files_folder")
        column = layout.column(align=True)
        column.prop(self, "poll_interval_seconds")
        column.prop(self, "requests_per_minute")
        column.prop(self, "parallel_jobs")
        column = layout.column(align=True)
        column.prop(self, "daily_credit_limit")
        column.prop(self, "script_credit_limit")
        layout.prop(self, "make_levels")
        draw_choice(layout, context)
        draw_key(layout, context)


def draw_key(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    """Draw which key opens the menu of all actions; it has none before somebody gives it one.

    Where the artist has removed its entry, that is said, with the button that brings it back.
    """
    from .menus import RODIN_PROPS_OT_restore_menu_key, key_of_menu

    keyconfigs = context.window_manager.keyconfigs
    if key_of_menu(keyconfigs.addon) is None:  # a Blender without a window
        return
    column = layout.column()
    column.label(text="Key for the Menu of All Actions")
    keyconfig = keyconfigs.user
    if (found := key_of_menu(keyconfig)) is None:
        row = column.row()
        row.label(text="The menu has no entry in the keymap.", icon="INFO")
        row.operator(RODIN_PROPS_OT_restore_menu_key.bl_idname, icon="LOOP_BACK")
        return
    import rna_keymap_ui

    keymap, item = found
    column.context_pointer_set("keymap", keymap)  # of the buttons that restore and remove
    rna_keymap_ui.draw_kmi([], keyconfig, keymap, item, column, 0)


register, unregister = bpy.utils.register_classes_factory((RodinPropsPreferences,))

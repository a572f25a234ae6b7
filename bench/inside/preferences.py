# SPDX-License-Identifier: GPL-3.0-or-later
"""Blender's preferences as they make a measurement repeatable; nothing that changes what the add-on does."""

import bpy


def set_preferences() -> None:
    """Set them, at the very start."""
    preferences = bpy.context.preferences
    preferences.view.show_splash = False
    preferences.view.use_save_prompt = False
    preferences.view.smooth_view = 0
    preferences.system.viewport_aa = "OFF"  # with it a change is drawn eight times
    preferences.filepaths.use_auto_save_temporary_files = False
    if hasattr(preferences, "asset_libraries"):
        preferences.asset_libraries.use_online_essentials = False  # 5.2 would ask blender.org for a list
    preferences.system.use_online_access = True

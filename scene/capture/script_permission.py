# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the scripts of the open file may run in another Blender, too. bpy; changes nothing."""

import fnmatch

import bpy


def runs_scripts() -> bool:
    """Whether the artist lets Blender run the scripts of this file: their own setting, and nothing was refused.

    That they have let this file alone run them cannot be told from outside.
    """
    preferences = bpy.context.preferences
    if not preferences.filepaths.use_scripts_auto_execute or bpy.app.autoexec_fail:
        return False
    file = bpy.data.filepath
    return not any(
        fnmatch.fnmatch(file, each.path) if each.use_glob else file.startswith(bpy.path.abspath(each.path))
        for each in preferences.autoexec_paths
        if each.path
    )

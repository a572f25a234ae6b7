# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the scripts of the open file may run in another Blender, too. Changes nothing."""

import fnmatch

import bpy


def runs_scripts() -> bool:
    """Say whether the artist lets Blender run the scripts of this file: by their preferences, and nothing was refused.

    Blender does not tell whether the artist has allowed scripts for this file only.
    """
    preferences = bpy.context.preferences
    if not preferences.filepaths.use_scripts_auto_execute or bpy.app.autoexec_fail:
        return False
    file = bpy.data.filepath
    return not any(
        fnmatch.fnmatch(file, excluded.path) if excluded.use_glob else file.startswith(bpy.path.abspath(excluded.path))
        for excluded in preferences.autoexec_paths
        if excluded.path
    )

# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs the zip as an artist does from disk, and enables it once, so that its modules are compiled."""

import bpy

from .extension import MODULE, answer, told

bpy.ops.extensions.package_install_files(filepath=told()["zip"], repo="user_default", enable_on_install=True)
assert MODULE in bpy.context.preferences.addons, "the extension could not be enabled"
bpy.ops.preferences.addon_disable(module=MODULE)
answer()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Options under a name: those that come with the extension, and how Blender's preset files say them."""

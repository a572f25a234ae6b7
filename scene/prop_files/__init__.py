# SPDX-License-Identifier: GPL-3.0-or-later
"""Props are written into a file: a .blend, or one that other programs read. Runs in a background Blender."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop becomes an asset: marked in the open file, or written into a file of its own by a background Blender."""

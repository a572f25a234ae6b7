# SPDX-License-Identifier: GPL-3.0-or-later
"""A downloaded model becomes one clean object: in the background Blender, or directly in the open file."""

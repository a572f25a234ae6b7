# SPDX-License-Identifier: GPL-3.0-or-later
"""A downloaded model becomes one clean object: what runs in the background Blender."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""What makes the lighter levels. It runs in the background Blender alone."""

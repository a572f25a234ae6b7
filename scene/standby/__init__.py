# SPDX-License-Identifier: GPL-3.0-or-later
"""What runs in a background Blender that the session has started before it has anything to do for it."""

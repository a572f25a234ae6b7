# SPDX-License-Identifier: GPL-3.0-or-later
"""What runs inside Blender: `run` plays one of the scripts, the rest is what they share."""

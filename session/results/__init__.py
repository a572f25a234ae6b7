# SPDX-License-Identifier: GPL-3.0-or-later
"""What a finished job has made: how, and whether this Blender can read it."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, end to end, in a real Blender without a key: `make demo`."""

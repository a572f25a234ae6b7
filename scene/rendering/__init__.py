# SPDX-License-Identifier: GPL-3.0-or-later
"""What runs in the Blender that takes the pictures: the copied scene is built, rendered and looked at."""

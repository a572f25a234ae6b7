# SPDX-License-Identifier: GPL-3.0-or-later
"""What a copy of objects does not hold, brought to another Blender: settings, engines, unsaved images, simulations."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""How what a copy of objects does not hold gets to another Blender: settings, engines, unsaved images, simulations."""

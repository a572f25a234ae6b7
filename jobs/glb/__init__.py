# SPDX-License-Identifier: GPL-3.0-or-later
"""Is this model fit to be shown to Blender? Refuses what could read other files, exhaust memory or hang."""

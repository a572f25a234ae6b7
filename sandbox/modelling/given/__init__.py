# SPDX-License-Identifier: GPL-3.0-or-later
"""Models that were sent in: covered with new textures, or split into parts."""

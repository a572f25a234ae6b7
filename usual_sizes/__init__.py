# SPDX-License-Identifier: GPL-3.0-or-later
"""How big things usually are, by what they are called in English, Chinese and Japanese. Knows no Blender."""

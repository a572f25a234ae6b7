# SPDX-License-Identifier: GPL-3.0-or-later
"""Presets, beside the title of the panel and in the menu."""

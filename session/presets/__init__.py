# SPDX-License-Identifier: GPL-3.0-or-later
"""Presets and the scene's settings."""

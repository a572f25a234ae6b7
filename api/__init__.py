# SPDX-License-Identifier: GPL-3.0-or-later
"""Rodin over HTTP: no threads, nothing imported from the rest of the add-on but the root of its errors."""

DEFAULT_BASE_URL = "https://api.hyper3d.com/api/v2"
"""Where Rodin itself is."""

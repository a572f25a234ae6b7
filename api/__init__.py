# SPDX-License-Identifier: GPL-3.0-or-later
"""Rodin over HTTP: no threads, nothing imported from the rest of the add-on but the root of its errors."""

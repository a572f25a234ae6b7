# SPDX-License-Identifier: GPL-3.0-or-later
"""Solids described by distance fields: what text becomes."""

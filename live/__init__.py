# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the real service what its documents leave open, and says which assumptions hold. Development only."""

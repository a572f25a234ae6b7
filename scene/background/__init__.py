# SPDX-License-Identifier: GPL-3.0-or-later
"""Blenders in the background: how they are started, asked, bounded and ended."""

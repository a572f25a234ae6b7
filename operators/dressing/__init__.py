# SPDX-License-Identifier: GPL-3.0-or-later
"""A set of blockouts: listed, asked for with one press, brought in."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what the add-on is held to, in real Blenders and against the sandbox. Development only."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""A finished prop comes into the scene, when the artist is idle."""

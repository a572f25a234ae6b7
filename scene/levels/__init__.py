# SPDX-License-Identifier: GPL-3.0-or-later
"""Lighter levels of props: fewer faces and smaller pictures, made in the background Blender."""

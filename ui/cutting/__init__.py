# SPDX-License-Identifier: GPL-3.0-or-later
"""Several props from one picture: in the sidebars of the 3D viewport and of the Image Editor, and in menus."""

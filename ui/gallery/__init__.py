# SPDX-License-Identifier: GPL-3.0-or-later
"""What the panel Gallery and its menus draw."""

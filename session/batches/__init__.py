# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of props, from what a file says to props in a library or a folder."""

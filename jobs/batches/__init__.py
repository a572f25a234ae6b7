# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of props that are to be made: read, checked row by row, and known again by their content."""

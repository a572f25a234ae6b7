# SPDX-License-Identifier: GPL-3.0-or-later
"""One command a file: its arguments, and what it does with them."""

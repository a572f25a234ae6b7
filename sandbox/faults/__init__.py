# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be made to go wrong: the table of faults, and how each is done."""

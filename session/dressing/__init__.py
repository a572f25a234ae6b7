# SPDX-License-Identifier: GPL-3.0-or-later
"""A set of blockouts in one style: what each becomes, how far it is, and what is asked for with one press."""

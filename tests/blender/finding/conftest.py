# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of jobs of its own."""

from own_ledger import add, ledger, own_folder

__all__ = ["add", "ledger", "own_folder"]  # fixtures

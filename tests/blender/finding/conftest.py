# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of jobs of its own."""

from own_ledger import add, ledger

__all__ = ["add", "ledger"]  # fixtures

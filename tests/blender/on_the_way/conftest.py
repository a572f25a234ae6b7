# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs that go on, without a service."""

from own_ledger import add, ledger, own_folder

__all__ = ["add", "ledger", "own_folder"]  # fixtures

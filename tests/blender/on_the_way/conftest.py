# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs that go on, without a service."""

from own_ledger import add, ledger

__all__ = ["add", "ledger"]  # fixtures

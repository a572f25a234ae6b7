# SPDX-License-Identifier: GPL-3.0-or-later
"""What the drive of the ledger bears: locks, shared memory, other computers."""

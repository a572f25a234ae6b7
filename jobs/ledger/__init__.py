# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger: the SQLite file that holds all jobs, shared by Blenders and workers."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""What leads from one version of the ledger to the next."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""What the torture tests share: counts, desks, stand-ins."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""Props are shown lighter, and in full again. Nothing here pays."""

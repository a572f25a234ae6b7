# SPDX-License-Identifier: GPL-3.0-or-later
"""Child processes: how they are started, bounded and ended."""

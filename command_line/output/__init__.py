# SPDX-License-Identifier: GPL-3.0-or-later
"""What a command writes: progress while it works, and one answer at its end."""

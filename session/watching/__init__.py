# SPDX-License-Identifier: GPL-3.0-or-later
"""What the monitor does at each look, and what it shows of the jobs."""

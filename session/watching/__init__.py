# SPDX-License-Identifier: GPL-3.0-or-later
"""What the monitor does at each step, and what it shows of the jobs."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""What is seen in a placeholder until its prop comes; drawn by the graphics card, and kept nowhere else."""

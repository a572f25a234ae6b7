# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/bench.md and its plots, made of the results that were kept."""

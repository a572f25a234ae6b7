# SPDX-License-Identifier: GPL-3.0-or-later
"""The process that does the work: how it is started, its threads and its log."""

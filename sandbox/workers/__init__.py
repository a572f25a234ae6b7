# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes that make models, so that the service keeps answering."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers that the real service gave once, as `make live` wrote them down: live/asking/recording.py has the format."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""Props that stay: which are to be kept where, and the work on it."""

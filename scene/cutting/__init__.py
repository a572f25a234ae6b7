# SPDX-License-Identifier: GPL-3.0-or-later
"""Several things in one picture: each cut out of it, and where each of them stands."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings under a name: chosen, saved, removed."""

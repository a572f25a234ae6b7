# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of panels: each draws what it is given."""

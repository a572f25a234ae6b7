# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be chosen for a generation: described once, checked, stored, sent."""

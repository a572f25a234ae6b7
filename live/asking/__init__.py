# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes to the service and comes back, written down without secrets."""

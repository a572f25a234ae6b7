# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service answers, address by address."""

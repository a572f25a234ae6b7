# SPDX-License-Identifier: GPL-3.0-or-later
"""What costs credits: each call is described, paid once, waited for, and fetched."""

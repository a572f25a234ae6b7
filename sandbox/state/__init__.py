# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service remembers: settings, clock, links, the record of requests."""

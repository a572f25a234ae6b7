# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service remembers: settings, clock, tasks, links, the record of requests."""

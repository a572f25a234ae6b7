# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a prop will stand: placeholders, blockouts, and the place that a picture shows."""

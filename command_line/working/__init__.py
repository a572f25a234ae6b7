# SPDX-License-Identifier: GPL-3.0-or-later
"""What several commands need: arguments they share, files, jobs that are named, waiting for them."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with jobs: the buttons of the list."""
